import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'
import { ageNames } from './waiting-ages'
import { span } from './words'

/** What became of work that may wait in an interval: what came, what was done, what is due, what waits. */
export function WhyWaiting({ deferred }: { deferred: NonNullable<RequirementCell['deferred']> }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const { agesS, waiting, arrived, kept, live } = deferred
  const text = t('why.deferredText', {
    arrived: format.number(deferred.workArrived, 2),
    response: span(deferred.responseS),
    done: format.number(deferred.workDone, 2),
  })
  if (arrived === undefined || !agesS || !waiting) {
    return <Text>{t('waiting.asQueue', { response: span(deferred.responseS) })}</Text>
  }
  const rows: (readonly [string, string])[] = [
    [t('waiting.arrived'), format.number(arrived, 1)],
    [t('waiting.done'), format.number(deferred.done ?? 0, 1)],
    [t('waiting.due'), format.number(deferred.due ?? 0, 1)],
    [t('waiting.inTime'), format.number(deferred.inTime ?? 0, 1)],
    ...ageNames(t, agesS).map((name, i) => [name, format.number(waiting[i] ?? 0, 1)] as const),
  ]
  if (live !== undefined) rows.push([t('waiting.live'), format.number(live, 1)])
  return (
    <section>
      <Title order={3} mb={4}>
        {t('why.deferred')}
      </Title>
      <Text mb="xs">{text}</Text>
      <table className={classes.plain}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {kept !== undefined && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('waiting.kept', { share: format.percent(kept, 1) })}
        </Text>
      )}
    </section>
  )
}
