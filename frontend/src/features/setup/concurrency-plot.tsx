import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import type { HandleTimeRow } from './handled-rows'
import { useSetupStrings } from './strings'

/** The line that was learnt, beside the mean handle time of the rows at each number at once. */
export function ConcurrencyPlot({
  times,
  rows,
}: {
  times: readonly number[]
  rows: readonly HandleTimeRow[]
}) {
  const t = useSetupStrings()
  const format = useFormat()
  return (
    <Plot
      label={t('concurrent.plot')}
      places={times.map((_, i) => t('concurrent.at', { count: i + 1 }))}
      axisText={(place) => String(place + 1)}
      lines={[
        { name: t('concurrent.line'), values: [...times], colour: 'var(--primary-text)' },
        {
          name: t('concurrent.seen'),
          values: times.map((_, i) => seenAt(rows, i + 1)),
          colour: 'var(--warn)',
        },
      ]}
      numberText={(value) => `${format.number(value, 0)} s`}
      height={140}
    />
  )
}

/** The mean handle time of the rows nearest to a number at once; none where there are no contacts. */
export function seenAt(rows: readonly HandleTimeRow[], at: number): number | null {
  const here = rows.filter(({ concurrency }) => Math.round(concurrency) === at)
  const contacts = here.reduce((sum, row) => sum + row.contacts, 0)
  if (contacts === 0) return null
  return here.reduce((sum, row) => sum + row.contacts * row.ahtS, 0) / contacts
}
