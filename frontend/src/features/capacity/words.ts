import { addDays } from '@/features/forecast/days'
import { type Formatters, useFormat } from '@/format'
import { minorUnits } from '@/format/minor'
import type { CapacityWeeks } from './queries'
import { type PlanRow, thursday, type Unit } from './rows'
import { type CapacityStrings, useCapacityStrings } from './strings'

/** Money without its minor units, for tables: what is exact is one click away. */
export function wholeMoney(format: Formatters, amountMinor: number, currency: string): string {
  return format.number(Math.round(amountMinor / minorUnits(currency)))
}

/** A figure as a cell of the table shows it: what is nothing at all does not draw the eye. */
export function cellText(...[format, unit, value, currency]: Parameters<typeof figureText>) {
  return value === 0 ? '–' : figureText(format, unit, value, currency)
}

/** A figure in words. */
export function figureText(
  format: Formatters,
  unit: Unit,
  value: number | null | undefined,
  currency: string,
): string {
  if (value == null) return '–'
  switch (unit) {
    case 'people':
      return format.fixed(clean(value), 1)
    case 'hours':
      return format.number(clean(value))
    case 'share':
      return format.percent(value, 1)
    case 'money':
      return wholeMoney(format, value, currency)
  }
}

// what rounds to nothing must not read as -0
function clean(value: number): number {
  return Math.abs(value) < 0.05 ? 0 : value
}

/** What a row is called. */
export function rowName(t: CapacityStrings, row: PlanRow): string {
  if (row.kind === 'band') return row.group < 0 ? t('all') : (row.name ?? '')
  if (row.figure) return t(`figures.${row.figure}`)
  switch (row.input?.of) {
    case 'tranche':
      return t('inputs.tranche', { name: row.name ?? '' })
    case 'share':
      return t('inputs.share', { name: row.name ?? '' })
    case 'required':
      return t('inputs.required')
    default:
      return t('inputs.hires')
  }
}

/** What the columns of a plan are called: above where a month or a year begins. */
export function useColumnNames(computed: CapacityWeeks) {
  const format = useFormat()
  return computed.first.map((day, at) => {
    const before = computed.first[at - 1]
    if (computed.period === 'month') {
      const year = day.slice(0, 4)
      return {
        text: format.month(day.slice(0, 7), 'short'),
        above: before?.startsWith(year) ? undefined : year,
      }
    }
    const month = thursday(day).slice(0, 7)
    const begins = !before || !thursday(before).startsWith(month)
    return {
      text: format.day(day, 'short'),
      above: begins ? format.month(month, 'short') : undefined,
    }
  })
}

/** What a period is called where it stands alone. */
export function usePeriodText(computed: CapacityWeeks) {
  const t = useCapacityStrings()
  const format = useFormat()
  return (at: number) => {
    const day = computed.first[at] ?? ''
    return computed.period === 'month'
      ? format.month(day.slice(0, 7))
      : t('changes.week', { week: format.day(day) })
  }
}

/** The Monday of a week of a plan. */
export const mondayOf = (from: string, week: number) => addDays(from, 7 * week)
