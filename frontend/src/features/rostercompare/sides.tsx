import { ActionIcon, Group, NativeSelect, Tooltip } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { SwapIcon } from '@/design/icons'
import { type KeptPlan, keptPlansQuery } from '@/features/roster/earlier/queries'
import type { Roster } from '@/features/roster/model/types'
import { useFormat } from '@/format'
import type { Chosen } from './queries'
import type { Edition } from './route'
import { useCompareStrings } from './strings'

interface Props {
  a: Chosen
  b: Chosen | undefined
  rosters: readonly Roster[]
  onChoose: (a: Chosen, b: Chosen | undefined) => void
}

/** Which two plans are compared. */
export function Sides({ a, b, rosters, onChoose }: Props) {
  const t = useCompareStrings()
  const format = useFormat()
  const kept = useKept([...new Set([a.id, b?.id ?? a.id])])
  const plans = rosters.flatMap((roster) => [
    ...(roster.publishedVersion > 0 ? [option(roster, 'published')] : []),
    option(roster, 'draft'),
    ...(kept.get(roster.id) ?? []).map((plan) => ({
      ...option(roster, 'kept'),
      kept: plan.id,
      of: t(`kept.${plan.origin}`, { when: format.dateTime(plan.at, roster.zone) }),
    })),
  ])
  const data = plans.map((plan) => ({
    value: keyOf(plan),
    label: t('option', {
      name: `${plan.name} #${plan.id}`,
      edition: plan.edition === 'kept' ? plan.of : t(`editions.${plan.edition}`),
    }),
  }))
  const of = (key: string) => plans.find((plan) => keyOf(plan) === key)
  return (
    <Group gap="sm" align="flex-end" mb="md">
      <NativeSelect
        label={t('a')}
        value={keyOf(a)}
        data={data}
        onChange={(event) => onChoose(of(event.currentTarget.value) ?? a, b)}
      />
      <Tooltip label={t('swap')}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('swap')}
          disabled={!b}
          onClick={() => b && onChoose(b, a)}
        >
          <SwapIcon size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <NativeSelect
        label={t('b')}
        value={b ? keyOf(b) : ''}
        data={b ? data : [{ value: '', label: t('choose') }, ...data]}
        onChange={(event) => onChoose(a, of(event.currentTarget.value) ?? b)}
      />
    </Group>
  )
}

const keyOf = ({ id, edition, kept }: Chosen) => `${id} ${edition} ${kept ?? ''}`

const option = ({ id, name }: Roster, edition: Edition): Plan => ({ id, name, edition, of: '' })

interface Plan extends Chosen {
  readonly name: string
  /** When and how an earlier plan came to be. */
  readonly of: string
}

/** The earlier plans of rosters, by roster. */
function useKept(ids: readonly number[]): ReadonlyMap<number, readonly KeptPlan[]> {
  return useQueries({
    queries: ids.map((id) => keptPlansQuery(id)),
    combine: (results) => new Map(ids.map((id, at) => [id, results[at]?.data ?? []])),
  })
}
