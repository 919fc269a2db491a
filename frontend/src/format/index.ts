import { useMemo } from 'react'
import { type Language, useLanguage } from '@/i18n'
import * as format from './format'

export type { DayStyle, Money } from './format'
export { duration, wallTime } from './format'

/** The formatters of numbers, days, times and money, bound to one language. */
export function formatters(language: Language) {
  return {
    number: (value: number, decimals?: number) => format.number(language, value, decimals),
    fixed: (value: number, decimals: number) => format.fixed(language, value, decimals),
    compact: (value: number) => format.compact(language, value),
    fixedPercent: (ratio: number, decimals: number) =>
      format.fixedPercent(language, ratio, decimals),
    percent: (ratio: number, decimals?: number) => format.percent(language, ratio, decimals),
    signedPercent: (ratio: number, decimals?: number) =>
      format.signedPercent(language, ratio, decimals),
    signed: (value: number, decimals?: number) => format.signed(language, value, decimals),
    money: (amount: format.Money) => format.money(language, amount),
    bytes: (value: number) => format.bytes(language, value),
    duration: format.duration,
    span: (seconds: number) => format.span(language, seconds),
    list: (things: readonly (string | false)[]) => format.list(language, things),
    wallTime: format.wallTime,
    day: (date: string, style?: format.DayStyle) => format.day(language, date, style),
    month: (value: string, style?: 'long' | 'short') => format.month(language, value, style),
    weekday: (iso: number, style?: 'long' | 'short' | 'narrow') =>
      format.weekday(language, iso, style),
    time: (instant: string | Date, zone: string) => format.time(language, instant, zone),
    dateTime: (instant: string | Date, zone: string) => format.dateTime(language, instant, zone),
    relative: (instant: string | Date, now: Date) => format.relative(language, instant, now),
  }
}

export type Formatters = ReturnType<typeof formatters>

/** The formatters in the language on screen. */
export function useFormat(): Formatters {
  const language = useLanguage()
  return useMemo(() => formatters(language), [language])
}
