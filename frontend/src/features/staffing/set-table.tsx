import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Requirement } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { common, totalOver } from './compare'
import type { RequirementIntervals } from './queries'
import { useStaffingStrings } from './strings'
import { useGoalShort } from './words'

interface Props {
  requirements: readonly Requirement[]
  /** Of each, in the same order. */
  intervals: readonly RequirementIntervals[]
  /** Shown where they have no interval in common. */
  apart: ReactNode
}

/** What each requirement takes over the intervals that all have, against the first. */
export function SetTable({ requirements, intervals, apart }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalShort = useGoalShort()
  const shared = common(intervals)
  const count = shared[0]?.length ?? 0
  if (count === 0) return apart
  const rows = requirements.flatMap((requirement, k) => {
    const own = intervals[k]
    return own ? [{ requirement, total: totalOver(own, shared[k] ?? []) }] : []
  })
  type Row = (typeof rows)[number]
  const [first] = rows
  const number = (key: string, header: string, of: (row: Row) => string): Column<Row> => ({
    key,
    header,
    align: 'end',
    cell: of,
  })
  const columns: Column<Row>[] = [
    {
      key: 'requirement',
      header: t('set.requirement'),
      names: true,
      cell: ({ requirement: { id, queueName, from } }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/staffing/$requirementId" params={{ requirementId: id }} {...props} />
          )}
        >
          {`${queueName}, ${format.day(from)}`}
        </Anchor>
      ),
    },
    { key: 'goal', header: t('columns.goal'), cell: (row) => goalShort(row.requirement.goal) },
    number('contacts', t('weeks.contacts'), ({ total }) => format.number(total.contacts)),
    number('work', t('weeks.work'), ({ total }) => format.number(total.workHours, 1)),
    number('paid', t('weeks.paid'), ({ total }) => format.number(total.paidHours, 1)),
    number('against', t('set.against'), (row) =>
      !first || row === first ? '–' : format.signed(row.total.paidHours - first.total.paidHours, 1),
    ),
    number('peak', t('weeks.peak'), ({ total }) => format.number(total.peak, 1)),
    number('level', t('weeks.serviceLevel'), ({ total: { serviceLevel } }) =>
      serviceLevel === undefined ? '–' : format.percent(serviceLevel, 1),
    ),
    {
      key: 'map',
      header: t('set.map'),
      cell: (row) =>
        first &&
        row !== first && (
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/staffing/$requirementId/compare/$otherId"
                params={{ requirementId: first.requirement.id, otherId: row.requirement.id }}
                {...props}
              />
            )}
          >
            {t('views.map')}
          </Anchor>
        ),
    },
  ]
  return (
    <>
      <DataTable
        label={t('set.label')}
        columns={columns}
        rows={rows}
        rowKey={({ requirement: { id } }) => id}
      />
      <Text c="dimmed" size="sm" mt="xs">
        {t('set.intervals', { count })}
      </Text>
    </>
  )
}
