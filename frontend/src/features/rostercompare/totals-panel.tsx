import { SimpleGrid, Text } from '@mantine/core'
import { ACCOUNTS } from '@/features/fairness/accounts'
import { useFairnessStrings } from '@/features/fairness/strings'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { figureOf, figuresOf, type Winner, winnerOf } from './figures'
import type { RosterComparison, Side } from './queries'
import { useCompareStrings } from './strings'

/** Figure by figure: both plans, the change, and which is better. */
export function TotalsPanel({ comparison }: { comparison: RosterComparison }) {
  const t = useCompareStrings()
  const format = useFormat()
  const [a, b] = comparison.sides as [Side, Side]
  const rows = figuresOf(comparison).map((figure) => {
    const [one, two] = [figureOf(a, figure), figureOf(b, figure)]
    return { figure, one, two, winner: winnerOf(figure, one, two) }
  })
  const number = (value: number) => format.number(value, 1)
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'figure', header: t('figure'), names: true, cell: (row) => t(`figures.${row.figure}`) },
    { key: 'a', header: 'A', align: 'end', cell: ({ one }) => number(one) },
    { key: 'b', header: 'B', align: 'end', cell: ({ two }) => number(two) },
    {
      key: 'change',
      header: t('change'),
      align: 'end',
      cell: ({ one, two }) => format.signed(two - one, 1),
    },
    { key: 'better', header: t('better'), cell: ({ winner }) => <Better winner={winner} /> },
  ]
  return (
    <Panel title={t('totals')}>
      <DataTable
        label={t('of', { what: t('totals') })}
        columns={columns}
        rows={rows}
        rowKey={({ figure }) => figure}
      />
    </Panel>
  )
}

function Better({ winner }: { winner: Winner }) {
  const t = useCompareStrings()
  if (winner === 'even' || winner === 'open') {
    return (
      <Text c="dimmed" size="sm" component="span">
        {t(winner)}
      </Text>
    )
  }
  return <Status standing={winner === 'b' ? 'ok' : 'info'}>{winner.toUpperCase()}</Status>
}

/** What each plan lays on people, all together and on whoever has most. */
export function BurdensPanel({ comparison }: { comparison: RosterComparison }) {
  const t = useCompareStrings()
  const [a, b] = comparison.sides as [Side, Side]
  const accounts = ACCOUNTS.filter((account) => a.loads[account] > 0 || b.loads[account] > 0)
  return (
    <Panel title={t('burdens.title')}>
      {accounts.length === 0 ? (
        <Text c="dimmed">{t('burdens.none')}</Text>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Loads title={t('burdens.all')} accounts={accounts} a={a.loads} b={b.loads} />
          <Loads title={t('burdens.most')} accounts={accounts} a={a.highest} b={b.highest} />
        </SimpleGrid>
      )}
    </Panel>
  )
}

interface LoadsProps {
  title: string
  accounts: readonly (typeof ACCOUNTS)[number][]
  a: Side['loads']
  b: Side['loads']
}

function Loads({ title, accounts, a, b }: LoadsProps) {
  const t = useCompareStrings()
  const words = useFairnessStrings()
  const format = useFormat()
  const columns: Column<(typeof ACCOUNTS)[number]>[] = [
    { key: 'name', header: title, names: true, cell: (account) => words(`accounts.${account}`) },
    { key: 'a', header: 'A', align: 'end', cell: (account) => format.number(a[account], 1) },
    { key: 'b', header: 'B', align: 'end', cell: (account) => format.number(b[account], 1) },
    {
      key: 'change',
      header: t('change'),
      align: 'end',
      cell: (account) => format.signed(b[account] - a[account], 1),
    },
  ]
  return <DataTable label={title} columns={columns} rows={accounts} rowKey={(account) => account} />
}
