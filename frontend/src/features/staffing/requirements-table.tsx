import { Anchor, Checkbox, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Outdated } from './outdated'
import { useStaffingStrings } from './strings'
import { shrinkageOf, useGoalShort } from './words'

interface Props {
  requirements: readonly Requirement[]
  chosen: readonly number[]
  onChoose: (ids: readonly number[]) => void
}

/** Requirements as rows; those of one roster are chosen together. */
export function RequirementsTable({ requirements, chosen, onChoose }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalShort = useGoalShort()
  const first = requirements.find(({ id }) => chosen.includes(id))
  // a roster covers one stretch of days, and a queue once
  const fits = (row: Requirement) =>
    chosen.includes(row.id) ||
    !first ||
    (row.from === first.from &&
      row.days === first.days &&
      !requirements.some(({ id, queueId }) => chosen.includes(id) && queueId === row.queueId))
  const columns: Column<Requirement>[] = [
    {
      key: 'choose',
      header: t('columns.choose'),
      width: 80,
      cell: (row) => (
        <Checkbox
          aria-label={t('columns.chooseNamed', { name: row.queueName, day: format.day(row.from) })}
          checked={chosen.includes(row.id)}
          disabled={!fits(row)}
          onChange={(event) =>
            onChoose(
              event.currentTarget.checked
                ? [...chosen, row.id]
                : chosen.filter((one) => one !== row.id),
            )
          }
        />
      ),
    },
    {
      key: 'queue',
      header: t('columns.queue'),
      names: true,
      sortBy: (row) => row.queueName,
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/staffing/$requirementId" params={{ requirementId: row.id }} {...props} />
          )}
        >
          {row.queueName}
        </Anchor>
      ),
    },
    {
      key: 'from',
      header: t('columns.from'),
      cell: (row) => format.day(row.from),
      sortBy: (row) => row.from,
    },
    {
      key: 'length',
      header: t('columns.length'),
      cell: (row) => t('length', { count: row.days }),
      align: 'end',
    },
    { key: 'goal', header: t('columns.goal'), cell: (row) => goalShort(row.goal) },
    {
      key: 'shrinkage',
      header: t('columns.shrinkage'),
      cell: (row) => format.percent(shrinkageOf(row.goal), 1),
      align: 'end',
    },
    {
      key: 'made',
      header: t('columns.made'),
      cell: (row) => (
        <Group gap="xs">
          {format.dateTime(row.createdAt, row.zone)}
          <Outdated requirement={row} />
        </Group>
      ),
      sortBy: (row) => row.createdAt,
    },
  ]
  return (
    <DataTable
      label={t('listLabel')}
      columns={columns}
      rows={requirements}
      rowKey={(row) => row.id}
    />
  )
}
