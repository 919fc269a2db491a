import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import type { ScenarioRun } from './queries'
import { usePlanStrings } from './strings'

/** What the result rests on, in sentences. */
export function ScenarioBasis({ run }: { run: ScenarioRun }) {
  const t = usePlanStrings()
  const format = useFormat()
  return (
    <Text size="sm" c="dimmed">
      {run.own ? t('ownExits', { count: run.exits }) : t('averages')}{' '}
      {run.unplaced && t('unplaced')} {!run.paid && t('unpaid')}{' '}
      {run.nights === undefined && t('noNights')}{' '}
      {run.knownOn &&
        t('known', { day: format.day(run.knownOn, 'full'), hash: run.outcome?.slice(0, 8) ?? '' })}
    </Text>
  )
}
