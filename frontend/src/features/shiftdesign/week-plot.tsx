import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import { useDesignStrings } from './strings'

interface Props {
  slotMin: number
  demand: readonly number[]
  cover: readonly number[]
}

/** People needed and covered from Monday to Sunday. */
export function WeekPlot({ slotMin, demand, cover }: Props) {
  const t = useDesignStrings()
  const format = useFormat()
  const perDay = 1440 / slotMin
  const weekday = (place: number) => format.weekday(Math.floor(place / perDay) + 1)
  const clock = (place: number) => {
    const minute = (place % perDay) * slotMin
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  }
  return (
    <Plot
      label={t('chart')}
      places={demand.map((_, place) => `${weekday(place)} ${clock(place)}`)}
      axisText={weekday}
      ticks={[0, 1, 2, 3, 4, 5, 6].map((day) => day * perDay)}
      lines={[
        { name: t('demand'), values: demand, colour: 'var(--text)' },
        { name: t('cover'), values: cover, colour: 'var(--primary-text)' },
      ]}
      bands={[
        {
          name: t('short'),
          lo: cover.map((people, place) => Math.min(people, demand[place] ?? 0)),
          hi: demand,
          colour: 'var(--short-3)',
          opacity: 0.35,
        },
      ]}
      numberText={(value) => format.compact(value)}
      valueText={(value) => format.number(value, 1)}
      height={200}
    />
  )
}
