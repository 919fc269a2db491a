import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Requirement } from '@/api/types'
import { clockOf, dayOf } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { backlogQuery, type RequirementBacklog, type RequirementIntervals } from './queries'
import { useStaffingStrings } from './strings'
import { ageNames, stacked } from './waiting-ages'
import { span } from './words'

interface Props {
  requirement: Requirement
  intervals: RequirementIntervals
}

const COLOURS = ['var(--primary-text)', 'var(--ok)', 'var(--warn)', 'var(--bad)']

/** Work that may wait over the days, by its age, and what is left when the plan ends. */
export function BacklogPanel({ requirement, intervals }: Props) {
  const t = useStaffingStrings()
  const query = useQuery(backlogQuery(requirement.id))
  return (
    <Panel title={t('waiting.title')}>
      <Loaded query={query}>
        {(backlog) => <Course backlog={backlog} starts={intervals.start} />}
      </Loaded>
    </Panel>
  )
}

function Course({
  backlog: { agesS, waiting, kept, left },
  starts,
}: {
  backlog: RequirementBacklog
  starts: readonly string[]
}) {
  const t = useStaffingStrings()
  const format = useFormat()
  const number = (value: number) => format.number(value, 1)
  const names = ageNames(t, agesS)
  const areas = stacked(waiting)
  const over = left.reduce((sum, { contacts }) => sum + contacts, 0)
  return (
    <>
      <Text mb="xs">
        {kept !== undefined && t('waiting.kept', { share: format.percent(kept, 1) })}{' '}
        {over > 0.05
          ? t('waiting.left', { contacts: number(over), age: span(left[0]?.ageS ?? 0) })
          : t('waiting.nothingLeft')}
      </Text>
      <Plot
        label={t('waiting.plot')}
        places={starts.map(
          (start) => `${format.day(dayOf(start), 'weekdayDate')} ${clockOf(start)}`,
        )}
        axisText={(place) => format.day(dayOf(starts[place] ?? ''), 'short')}
        ticks={starts.flatMap((start, i) => (clockOf(start) === '00:00' ? [i] : []))}
        lines={[{ name: t('waiting.all'), values: areas.at(-1)?.hi ?? [], colour: 'var(--text)' }]}
        bands={areas.map(({ lo, hi }, i) => ({
          name: names[i] ?? '',
          lo,
          hi,
          colour: COLOURS[i] ?? 'var(--other)',
          opacity: 0.45,
        }))}
        numberText={number}
        height={220}
      />
    </>
  )
}
