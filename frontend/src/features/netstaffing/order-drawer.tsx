import { Drawer, MultiSelect, Select, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Requirement, Roster, Site } from '@/api/types'
import { SubmitOrder } from '@/app/jobs/ordered'
import { useShellStrings } from '@/app/strings'
import { rostersQuery } from '@/features/roster/queries'
import { DaysFields } from '@/features/simulation/days-fields'
import { together } from '@/features/simulation/together'
import { requirementsQuery } from '@/features/staffing/queries'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import { coveredBy, daysOf, type Stretch, within } from './days'
import { type Effort, EffortFields, PeopleFields, USUAL } from './order-fields'
import { MODES } from './route'
import { useNetStrings } from './strings'
import { useOrder } from './use-order'

interface Props {
  opened: boolean
  onClose: () => void
  site: Site
  /** Requirements chosen already. */
  chosen: readonly number[]
  roster: number | undefined
  mode: (typeof MODES)[number]
}

/** Asks how people are shared: of which requirements, on which days, by whom. */
export function OrderDrawer({ opened, onClose, site, ...given }: Props) {
  const t = useNetStrings()
  const shell = useShellStrings()
  const { data } = useQuery({ ...requirementsQuery(undefined), enabled: opened })
  const { data: rosters } = useQuery({ ...rostersQuery, enabled: opened })
  const here = data?.filter(({ siteId, deferred }) => siteId === site.id && !deferred)
  const built = rosters?.filter(({ siteId, state }) => siteId === site.id && state !== 'building')
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('order.title')}
      size="md"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {here?.length === 0 && <Text c="dimmed">{t('order.none')}</Text>}
      {here && here.length > 0 && built && <Order here={here} rosters={built} {...given} />}
    </Drawer>
  )
}

interface OrderProps extends Pick<Props, 'chosen' | 'roster' | 'mode'> {
  here: readonly Requirement[]
  rosters: readonly Roster[]
}

function Order({ here, rosters, chosen, roster: given, mode: asked }: OrderProps) {
  const t = useNetStrings()
  const format = useFormat()
  const [roster, setRoster] = useState(rosters.find(({ id }) => id === given))
  const [picked, setPicked] = useState(() => first(here, chosen, roster).map(String))
  const [mode, setMode] = useState<(typeof MODES)[number]>(asked)
  const [wanted, setWanted] = useState<Partial<Stretch>>({})
  const [effort, setEffort] = useState<Effort>(USUAL)
  const picks = here.filter(({ id }) => picked.includes(String(id)))
  const possible = coveredBy(roster ? [...picks, roster] : picks)
  const stretch = within(possible, wanted)
  const order = useOrder({
    mode,
    requirementIds: picked.map(Number),
    from: stretch?.from,
    days: stretch?.days,
    rosterId: roster?.id,
    weeklyHours: roster ? undefined : effort.weeklyHours,
    instant: effort.instant || undefined,
    replications: effort.instant ? undefined : effort.replications,
    rounds: mode === 'plan' && !effort.instant ? effort.rounds : undefined,
    withinPeople: (mode === 'plan' && effort.within) || undefined,
  })
  return (
    <Stack gap="sm">
      <Select
        label={t('order.mode')}
        value={mode}
        allowDeselect={false}
        data={wordsOf(MODES, (word) => t(`modes.${word}`))}
        onChange={(value) => setMode(MODES.find((one) => one === value) ?? 'net')}
      />
      <MultiSelect
        label={t('order.requirements')}
        placeholder={picked.length === 0 ? t('order.pick') : undefined}
        value={picked}
        onChange={setPicked}
        searchable
        data={here.map(({ id, queueName, from }) => ({
          value: String(id),
          label: t('order.option', { queue: queueName, from: format.day(from), id }),
        }))}
      />
      <PeopleFields
        rosters={rosters.filter((one) => coveredBy([...picks, one]))}
        roster={roster}
        onRoster={setRoster}
        effort={effort}
        onEffort={setEffort}
      />
      <DaysFields
        labels={{ from: t('order.from'), days: t('order.days') }}
        possible={daysOf(possible)}
        from={stretch?.from}
        onFrom={(from) => setWanted({ ...wanted, from: from ?? undefined })}
        days={stretch?.days ?? ''}
        onDays={(days) => setWanted({ ...wanted, days: Number(days) || undefined })}
        most={62}
      />
      <EffortFields plan={mode === 'plan'} effort={effort} onEffort={setEffort} />
      <SubmitOrder
        order={order}
        disabled={picked.length === 0 || !stretch}
        label={t('order.submit')}
      />
    </Stack>
  )
}

/** Requirements that can be looked at together with one: those of the same days and intervals. */
const beside = (one: Requirement) => (other: Requirement) =>
  other.from === one.from && other.days === one.days && other.intervalMin === one.intervalMin

/**
 * What is chosen at first: as the address says, of the roster, or the newest of
 * each queue. One alone shares with nobody: the other queues of its days join it.
 */
function first(
  here: readonly Requirement[],
  chosen: readonly number[],
  roster: Roster | undefined,
): number[] {
  const asked = chosen.length > 0 ? chosen : (roster?.requirementIds ?? [])
  const known = here.filter(({ id }) => asked.includes(id))
  const [one] = known
  if (!one) return together(here)
  return known.length > 1 ? known.map(({ id }) => id) : together([one, ...here.filter(beside(one))])
}
