import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import type { FairFigure, FairSheet } from './queries'
import { useFairChanceStrings } from './strings'
import { useGroupName } from './words'

/** How the groups of one attribute fare by one measure. */
export function Sheet({ sheet }: { sheet: FairSheet }) {
  const t = useFairChanceStrings()
  const columns = useColumns(sheet)
  const label = t(`measures.${sheet.measure}`)
  return (
    <section>
      <Title order={3} size="h4" mt="md" mb="xs">
        {label}
      </Title>
      {sheet.refused ? (
        <Text c="dimmed">{t('refused')}</Text>
      ) : (
        <DataTable
          label={label}
          columns={columns}
          rows={sheet.groups}
          rowKey={({ group }) => group}
        />
      )}
    </section>
  )
}

function useColumns(sheet: FairSheet): Column<FairFigure>[] {
  const t = useFairChanceStrings()
  const format = useFormat()
  const groupName = useGroupName()
  const mean = sheet.kind === 'mean'
  const show = (value: number) => (mean ? format.fixed(value, 2) : format.percent(value, 1))
  const ranged = (
    write: (value: number) => string,
    value?: number,
    low?: number,
    high?: number,
  ) => {
    if (value === undefined) return '–'
    if (low === undefined || high === undefined) return write(value)
    return t('range', { value: write(value), lower: write(low), upper: write(high) })
  }
  const number = (g: FairFigure, value: number) => (g.hidden ? '–' : format.number(value))
  const rate: Column<FairFigure> = {
    key: 'rate',
    header: t(mean ? 'mean' : 'rate'),
    align: 'end',
    cell: (g) => ranged(show, g.rate, g.lower, g.upper),
  }
  const ratio: Column<FairFigure> = {
    key: 'ratio',
    header: t(mean ? 'difference' : 'ratio'),
    align: 'end',
    cell: (g) => ranged((v) => format.fixed(v, 2), g.ratio, g.ratioLower, g.ratioUpper),
  }
  const reached: Column<FairFigure> = {
    key: 'reached',
    header: t('reached'),
    align: 'end',
    cell: (g) => number(g, g.selected),
  }
  return [
    { key: 'group', header: t('group'), names: true, cell: (g) => groupName(g.group) },
    { key: 'people', header: t('people'), align: 'end', cell: (g) => number(g, g.size) },
    ...(mean ? [] : [reached]),
    rate,
    ratio,
    {
      key: 'p',
      header: t('chance'),
      align: 'end',
      cell: (g) => (g.p === undefined ? '–' : format.fixed(g.p, 3)),
    },
    { key: 'finding', header: t('finding'), cell: (g) => <Finding figure={g} sheet={sheet} /> },
  ]
}

function Finding({ figure, sheet }: { figure: FairFigure; sheet: FairSheet }) {
  const t = useFairChanceStrings()
  if (figure.hidden) return <Text c="dimmed">{t('hidden')}</Text>
  if (figure.flagged) return <Status standing="warn">{t('flagged')}</Status>
  if (figure.against) return <Status standing="ok">{t('even')}</Status>
  const compared = sheet.groups.some(({ against }) => against === figure.group)
  return <Text c="dimmed">{t(compared ? 'best' : 'uncompared')}</Text>
}
