import type { OutlookPeriod } from '@/api/types'
import { dayAfter, daysBetween, monthsAfter } from '@/parts/months/dates'
import type { Measure, Step } from './route'

/** Whether a period is only a part of its week or month, at an end of the outlook. */
export function isPart(
  { first, last }: Pick<OutlookPeriod, 'first' | 'last'>,
  step: Step,
): boolean {
  if (step === 'week') return daysBetween(first, last).length < 7
  return !first.endsWith('-01') || dayAfter(last, 1) !== monthsAfter(first, 1)
}

/** The figure of a period that is on screen; undefined where nothing is known of handle times. */
export function figureOf(period: OutlookPeriod, measure: Measure): number | undefined {
  switch (measure) {
    case 'contacts':
      return period.contacts
    case 'workload':
      return period.workloadHours
    case 'aht':
      return period.ahtS
  }
}

/** The edges of a band of all periods. Only contacts have bands. */
export function bandOf(periods: readonly OutlookPeriod[], level: number) {
  const edges = periods.map(({ bands }) => bands.find((band) => band.level === level))
  return { lo: edges.map((edge) => edge?.lo ?? null), hi: edges.map((edge) => edge?.hi ?? null) }
}

/** The levels of the bands, the widest first. */
export function levelsOf(periods: readonly OutlookPeriod[]): number[] {
  const levels = periods.flatMap(({ bands }) => bands.map(({ level }) => level))
  return [...new Set(levels)].toSorted((a, b) => b - a)
}

/**
 * The periods as a CSV file that spreadsheets open: a heading, days as
 * YYYY-MM-DD, plain numbers, nothing where nothing is known.
 */
export function csvOf(periods: readonly OutlookPeriod[]): string {
  const levels = levelsOf(periods).toReversed()
  const edges = levels.flatMap((level) => {
    const percent = Math.round(level * 100)
    return [`lo${percent}`, `hi${percent}`]
  })
  const heading = ['first', 'last', 'contacts', ...edges, 'aht_s', 'workload_hours']
  const lines = periods.map((period) => {
    const limits = levels.flatMap((level) => {
      const band = period.bands.find((one) => one.level === level)
      return [band?.lo, band?.hi]
    })
    const numbers = [period.contacts, ...limits, period.ahtS, period.workloadHours]
    return [period.first, period.last, ...numbers.map(plain)]
  })
  // the mark tells spreadsheets that it is UTF-8
  return `\uFEFF${[heading, ...lines].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

function plain(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toFixed(2)))
}
