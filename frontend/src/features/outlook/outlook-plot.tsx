import type { Outlook } from '@/api/types'
import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import { usePeriodName } from './period-words'
import { bandOf, figureOf, isPart, levelsOf } from './periods'
import type { Measure, Step } from './route'
import { useOutlookStrings } from './strings'

interface Props {
  outlook: Outlook
  step: Step
  measure: Measure
}

const COLOUR = 'var(--primary-text)'

/** The months or weeks ahead as a line, contacts with their bands. */
export function OutlookPlot({ outlook, step, measure }: Props) {
  const t = useOutlookStrings()
  const format = useFormat()
  const name = usePeriodName(step)
  const all = step === 'month' ? outlook.months : outlook.weeks
  // a part of a month would look like a fall; it is in the table
  const periods = all.filter((period) => !isPart(period, step))
  const values = periods.map((period) => figureOf(period, measure) ?? null)
  const line = t(`measures.${measure}`)
  if (values.every((value) => value === null)) return <p>{t('handleUnknown')}</p>
  const write = (value: number) =>
    measure === 'aht' ? t('seconds', { number: format.number(value) }) : format.number(value)
  return (
    <Plot
      label={t('plotLabel', { measure: line, step: t(`steps.${step}`) })}
      places={periods.map(name)}
      axisText={(place) => {
        const { first } = periods[place] ?? { first: '' }
        return step === 'month'
          ? format.month(first.slice(0, 7), 'short')
          : format.day(first, 'short')
      }}
      lines={[{ name: line, values, colour: COLOUR }]}
      bands={
        measure === 'contacts'
          ? levelsOf(periods).map((level, at) => ({
              name: t('band', { level: format.percent(level) }),
              ...bandOf(periods, level),
              colour: COLOUR,
              opacity: at === 0 ? 0.12 : 0.18,
            }))
          : []
      }
      numberText={(value) => (measure === 'aht' ? write(value) : format.compact(value))}
      valueText={write}
      height={300}
    />
  )
}
