import { Button, Text } from '@mantine/core'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { NetReport, NetSkillValue } from './queries'
import { useNetStrings } from './strings'

interface Props {
  report: NetReport
  onTry: (value: NetSkillValue) => void
}

/** What it is worth to teach one person of a group one more queue, most first. */
export function SkillsPanel({ report: { skills, queues }, onTry }: Props) {
  const t = useNetStrings()
  const format = useFormat()
  const may = useMay('demand:manage')
  const nameOf = (id: number) => queues.find(({ queueId }) => queueId === id)?.name ?? String(id)
  const rows = skills
    .map((value, i) => ({ ...value, rank: i + 1, queue: nameOf(value.queueId) }))
    .filter(({ inTime }) => inTime > LEAST)
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'rank', header: t('skills.rank'), align: 'end', width: 48, cell: ({ rank }) => rank },
    {
      key: 'group',
      header: t('skills.group'),
      names: true,
      sortBy: ({ group }) => group,
      cell: ({ group }) => group,
    },
    {
      key: 'queue',
      header: t('skills.queue'),
      sortBy: ({ queue }) => queue,
      cell: ({ queue }) => queue,
    },
    {
      key: 'inTime',
      header: t('skills.inTime'),
      align: 'end',
      sortBy: ({ inTime }) => inTime,
      cell: ({ inTime }) => format.number(inTime, 1),
    },
    {
      key: 'agents',
      header: t('skills.agents'),
      align: 'end',
      sortBy: ({ agents }) => agents,
      cell: ({ agents }) => format.number(agents, 2),
    },
  ]
  if (may) {
    columns.push({
      key: 'try',
      header: t('skills.try'),
      cell: (row) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('skills.tryNamed', { group: row.group, queue: row.queue })}
          onClick={() => onTry(row)}
        >
          {t('skills.try')}
        </Button>
      ),
    })
  }
  return (
    <Panel title={t('skills.title')}>
      {rows.length === 0 ? (
        <Text c="dimmed">{t(skills.length === 0 ? 'skills.none' : 'skills.unneeded')}</Text>
      ) : (
        <>
          <DataTable
            label={t('skills.label')}
            columns={columns}
            rows={rows}
            rowKey={({ rank }) => rank}
          />
          <Text c="dimmed" size="sm" mt="xs">
            {t('skills.note')}
          </Text>
        </>
      )}
    </Panel>
  )
}

/** What is worth less than this, in contacts, is worth nothing. */
const LEAST = 0.05
