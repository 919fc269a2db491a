import { Text } from '@mantine/core'
import type { Forecast } from '@/api/types'
import { useFormat, wallTime } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { useForecastStrings } from './strings'

type Flag = Forecast['flags'][number]

// The server's codes of reasons.
const REASONS = {
  day_high: 'dayHigh',
  day_low: 'dayLow',
  outage: 'outage',
  intervals_high: 'slotHigh',
  intervals_low: 'slotLow',
  no_contacts: 'nothing',
} as const

/** The days, or parts of days, that taught the models nothing, and why. */
export function FlagsPanel({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const reason = (flag: Flag) => {
    const known = REASONS[flag.reason as keyof typeof REASONS]
    return known ? t(`reasons.${known}`) : flag.text
  }
  const slots = 1440 / forecast.intervalMin
  const when = ({ fromSlot, toSlot }: Flag) =>
    fromSlot === 0 && toSlot >= slots
      ? t('method.wholeDay')
      : t('method.part', {
          from: wallTime(fromSlot * forecast.intervalMin),
          to: wallTime(toSlot * forecast.intervalMin),
        })
  const columns: Column<Flag>[] = [
    {
      key: 'day',
      header: t('table.day'),
      names: true,
      cell: ({ date }) => format.day(date),
      sortBy: ({ date }) => date,
    },
    { key: 'when', header: t('table.interval'), cell: when },
    { key: 'reason', header: t('method.reason'), cell: reason, sortBy: reason },
    {
      key: 'observed',
      header: t('method.observed'),
      align: 'end',
      cell: ({ observed }) => format.number(observed),
    },
    {
      key: 'expected',
      header: t('method.expected'),
      align: 'end',
      cell: ({ expected }) => format.number(expected),
    },
  ]
  return (
    <Panel title={t('method.flags')}>
      {forecast.flags.length === 0 ? (
        <Text c="dimmed">{t('method.noFlags')}</Text>
      ) : (
        <DataTable
          label={t('table.of', { what: t('method.flags') })}
          columns={columns}
          rows={forecast.flags}
          rowKey={({ date, fromSlot, reason: why }) => `${date} ${fromSlot} ${why}`}
        />
      )}
    </Panel>
  )
}
