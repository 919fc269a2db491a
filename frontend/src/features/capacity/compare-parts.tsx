import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { minorUnits } from '@/format/minor'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Plot } from '@/parts/plot/plot'
import { monthsOf, totalsOf } from './compare'
import type { FIGURES } from './compare-page'
import type { CapacityWeeks } from './queries'
import { useCapacityStrings } from './strings'
import { wholeMoney } from './words'

/** A side with its figures by month. */
export interface Compared {
  readonly key: string
  readonly name: string
  readonly weeks: CapacityWeeks
}

interface Props {
  compared: readonly Compared[]
  figure: (typeof FIGURES)[number]
}

const COLOURS = ['var(--primary-text)', 'var(--short-3)', 'var(--other)']
const STYLES = [undefined, 'dashed', 'dotted'] as const

/** What each side comes to, and how far it is from the first. */
export function CompareTotals({ compared }: Pick<Props, 'compared'>) {
  const t = useCapacityStrings()
  const format = useFormat()
  const first = compared[0]
  if (!first) return null
  const base = totalsOf(first.weeks)
  const beside = (difference: string, isFirst: boolean) =>
    isFirst ? null : (
      <Text component="span" c="dimmed" size="sm">
        {` (${difference})`}
      </Text>
    )
  const column = (
    key: keyof typeof base,
    header: string,
    write: (value: number) => string,
    signed: (value: number) => string,
  ): Column<Compared> => ({
    key,
    header,
    align: 'end',
    cell: ({ key: side, weeks }) => {
      const value = totalsOf(weeks)[key]
      return (
        <>
          {write(value)}
          {beside(signed(value - base[key]), side === first.key)}
        </>
      )
    },
  })
  const { currency } = first.weeks
  const money = (minor: number) => format.money({ minor, currency })
  const columns: Column<Compared>[] = [
    { key: 'name', header: t('compare.sides'), names: true, cell: ({ name }) => name },
    column(
      'missing',
      t('compare.totalGap'),
      (value) => format.number(value),
      (value) => format.signed(value),
    ),
    column(
      'hires',
      t('compare.totalHires'),
      (value) => format.number(value, 1),
      (value) => format.signed(value, 1),
    ),
    column(
      'end',
      t('compare.totalEnd'),
      (value) => format.fixed(value, 1),
      (value) => format.signed(value, 1),
    ),
    column('costMinor', t('compare.totalCost'), money, (value) =>
      value > 0 ? `+${money(value)}` : money(value),
    ),
  ]
  return (
    <DataTable
      label={t('compare.totalsLabel')}
      columns={columns}
      rows={compared}
      rowKey={({ key }) => key}
      rowHeight={44}
    />
  )
}

/** One figure of all sides as lines. */
export function ComparePlot({ compared, figure }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const months = monthsOf(compared.map(({ weeks }) => weeks))
  const write = useWrite(compared, figure)
  const currency = compared[0]?.weeks.currency ?? ''
  return (
    <Plot
      label={`${t('compare.label')}${colon()}${t(`compare.figures.${figure}`)}`}
      places={months.map((month) => format.month(month.slice(0, 7)))}
      axisText={(at) => format.month((months[at] ?? '').slice(0, 7), 'short')}
      lines={compared.map(({ name, weeks }, at) => ({
        name,
        values: months.map((month) => inMonth(weeks, month, figure) ?? null),
        colour: COLOURS[at] ?? 'var(--text)',
        style: STYLES[at],
      }))}
      numberText={(value) =>
        format.compact(figure === 'costMinor' ? value / minorUnits(currency) : value)
      }
      valueText={write}
      height={240}
    />
  )
}

/** The same month by month as a table. */
export function CompareMonths({ compared, figure }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const write = useWrite(compared, figure)
  const months = monthsOf(compared.map(({ weeks }) => weeks))
  const columns: Column<string>[] = [
    {
      key: 'month',
      header: t('compare.month'),
      names: true,
      cell: (month) => format.month(month.slice(0, 7)),
      sortBy: (month) => month,
    },
    ...compared.map(
      ({ key, name, weeks }): Column<string> => ({
        key,
        header: name,
        align: 'end',
        cell: (month) => {
          const value = inMonth(weeks, month, figure)
          return value == null ? '–' : write(value)
        },
      }),
    ),
  ]
  return (
    <DataTable
      label={t('compare.label')}
      columns={columns}
      rows={months}
      rowKey={(month) => month}
    />
  )
}

function inMonth({ first, total }: CapacityWeeks, month: string, figure: Props['figure']) {
  return total[figure][first.indexOf(month)]
}

function useWrite(compared: readonly Compared[], figure: Props['figure']) {
  const format = useFormat()
  const currency = compared[0]?.weeks.currency ?? ''
  return (value: number): string => {
    if (figure === 'costMinor') return wholeMoney(format, value, currency)
    return figure === 'gap' ? format.signed(value, 1) : format.number(value, 1)
  }
}
