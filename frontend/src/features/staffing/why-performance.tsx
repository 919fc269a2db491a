import { Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { CellPerformance } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

type Measure = 'serviceLevel' | 'asa' | 'pWait' | 'occupancy' | 'abandon' | 'queueLength'
const MEASURES: readonly Measure[] = [
  'serviceLevel',
  'asa',
  'pWait',
  'occupancy',
  'abandon',
  'queueLength',
]

/** How the queue does with the people required and with one fewer. */
export function WhyPerformance({ at, below }: { at: CellPerformance; below?: CellPerformance }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const columns = below ? [below, at] : [at]
  const text = (measure: Measure, one: CellPerformance): string => {
    if (measure === 'asa') {
      return one.asaS === undefined ? t('why.endless') : `${format.number(one.asaS, 1)} s`
    }
    if (measure === 'queueLength') {
      return one.queueLength === undefined ? t('why.endless') : format.number(one.queueLength, 2)
    }
    return format.percent(one[measure], 1)
  }
  const title = t('why.at', {
    below: format.number(below?.agents ?? at.agents),
    agents: format.number(at.agents),
  })
  return (
    <section>
      <Title order={3} mb={4}>
        {title}
      </Title>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('why.figure')}</th>
            {columns.map(({ agents }) => (
              <th key={agents} scope="col">
                {t('why.withN', { count: format.number(agents) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {MEASURES.map((measure) => (
            <tr key={measure}>
              <th scope="row">{t(`why.${measure}`)}</th>
              {columns.map((one) => (
                <td key={one.agents}>{text(measure, one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
