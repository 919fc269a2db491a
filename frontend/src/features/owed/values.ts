import type { Formatters } from '@/format'

/** A value of a metric as its unit is written. */
export function valueText(format: Formatters, unit: string, value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '–'
  switch (unit) {
    case 'ratio':
      return format.percent(value, 2)
    case 'seconds':
      return `${format.number(value, 1)} s`
    case 'minutes':
      return `${format.number(value, 0)} min`
    case 'money':
      return format.number(value / 100, 2)
    default:
      return format.number(value, 2)
  }
}

/** A decimal of the API as a number to show; money stays text. */
export function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text)
}
