import { Checkbox, NumberInput, SegmentedControl, Select, SimpleGrid, Stack } from '@mantine/core'
import type { Roster } from '@/api/types'
import { useFormat } from '@/format'
import { useNetStrings } from './strings'

/** How much is put into an answer. */
export interface Effort {
  readonly weeklyHours: number
  readonly instant: boolean
  readonly replications: number
  readonly rounds: number
  /** Of a plan: with no more people of a group at once than there are. */
  readonly within: boolean
}

export const USUAL: Effort = {
  weeklyHours: 30,
  instant: false,
  replications: 10,
  rounds: 6,
  within: false,
}

interface PeopleProps {
  /** Those that have the days. */
  rosters: readonly Roster[]
  roster: Roster | undefined
  onRoster: (roster: Roster | undefined) => void
  effort: Effort
  onEffort: (effort: Effort) => void
}

/** Who is there: the people of the site, or those of a roster on their shifts. */
export function PeopleFields({ rosters, roster, onRoster, effort, onEffort }: PeopleProps) {
  const t = useNetStrings()
  const format = useFormat()
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t('order.people')}
        orientation="vertical"
        value={roster ? 'roster' : 'site'}
        onChange={(value) => onRoster(value === 'roster' ? rosters[0] : undefined)}
        data={[
          { value: 'site', label: t('order.site') },
          { value: 'roster', label: t('order.roster'), disabled: rosters.length === 0 },
        ]}
      />
      {roster && (
        <Select
          label={t('order.rosterField')}
          placeholder={t('order.rosterPick')}
          allowDeselect={false}
          value={String(roster.id)}
          data={rosters.map(({ id, name, from }) => ({
            value: String(id),
            label: `${name} · ${format.day(from)}`,
          }))}
          onChange={(value) => onRoster(rosters.find(({ id }) => String(id) === value))}
        />
      )}
      {!roster && (
        <NumberInput
          label={t('order.hours')}
          description={rosters.length === 0 ? t('order.rosterNone') : undefined}
          min={1}
          max={168}
          value={effort.weeklyHours}
          onChange={(value) =>
            onEffort({ ...effort, weeklyHours: Number(value) || USUAL.weeklyHours })
          }
        />
      )}
    </Stack>
  )
}

interface EffortProps {
  plan: boolean
  effort: Effort
  onEffort: (effort: Effort) => void
}

/** How often it is played, and how often corrected. */
export function EffortFields({ plan, effort, onEffort }: EffortProps) {
  const t = useNetStrings()
  return (
    <>
      {plan && (
        <Checkbox
          label={t('order.within')}
          checked={effort.within}
          onChange={(event) => onEffort({ ...effort, within: event.currentTarget.checked })}
        />
      )}
      <Checkbox
        label={t('order.instant')}
        checked={effort.instant}
        onChange={(event) => onEffort({ ...effort, instant: event.currentTarget.checked })}
      />
      {!effort.instant && (
        <SimpleGrid cols={2} spacing="sm">
          <NumberInput
            label={t('order.replications')}
            min={2}
            max={200}
            allowDecimal={false}
            value={effort.replications}
            onChange={(value) =>
              onEffort({ ...effort, replications: Number(value) || USUAL.replications })
            }
          />
          {plan && (
            <NumberInput
              label={t('order.rounds')}
              min={1}
              max={20}
              allowDecimal={false}
              value={effort.rounds}
              onChange={(value) => onEffort({ ...effort, rounds: Number(value) || USUAL.rounds })}
            />
          )}
        </SimpleGrid>
      )}
    </>
  )
}
