import { List } from '@mantine/core'
import { dayOf } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { ImportReport, ReconciledQueue } from './queries'
import { useImportStrings } from './strings'

const COUNTS = [
  ['intervals', 'intervals'],
  ['offered', 'offered'],
  ['handled', 'handled'],
  ['abandoned', 'abandoned'],
  ['flowOut', 'flowOut'],
  ['difference', 'difference'],
  ['gaps', 'gaps'],
  ['outside', 'outsideOpening'],
  ['duplicates', 'duplicates'],
] as const

/** What the file holds for each queue, to hold against the source's own report. */
export function ReconciliationPanel({ report: { reconciliation } }: { report: ImportReport }) {
  const t = useImportStrings()
  const format = useFormat()
  if (reconciliation.byQueue.length === 0) return null
  const { byQueue, totals, notes } = reconciliation
  const rows = byQueue.length > 1 ? [...byQueue, { ...totals, queue: '' }] : byQueue
  const day = (instant: string | undefined) => (instant ? format.day(dayOf(instant)) : '–')
  const columns: Column<ReconciledQueue>[] = [
    {
      key: 'queue',
      header: t('reconciliation.queue'),
      names: true,
      cell: ({ queue }) => queue || <b>{t('reconciliation.all')}</b>,
    },
    {
      key: 'period',
      header: t('reconciliation.period'),
      cell: ({ from, to }) => `${day(from)} – ${day(to)}`,
    },
    ...COUNTS.map(
      ([name, key]): Column<ReconciledQueue> => ({
        key,
        header: t(`reconciliation.${name}`),
        align: 'end',
        cell: (row) => (isUnknown(row, key) ? '–' : format.number(row[key])),
      }),
    ),
  ]
  return (
    <Panel title={t('reconciliation.title')}>
      {notes.length > 0 && (
        <List mb="sm" aria-label={t('reconciliation.notes')}>
          {notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      )}
      <DataTable
        label={t('reconciliation.label')}
        columns={columns}
        rows={rows}
        rowKey={({ queue }) => queue}
      />
    </Panel>
  )
}

const COMPARED = ['handled', 'abandoned', 'flowOut', 'difference']

// Where no interval gives all that the comparison needs, a zero is nothing known and not none.
function isUnknown(row: ReconciledQueue, key: (typeof COUNTS)[number][1]): boolean {
  return row.compared === 0 && row[key] === 0 && COMPARED.includes(key)
}
