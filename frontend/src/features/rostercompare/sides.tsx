import { ActionIcon, Group, NativeSelect, Tooltip } from '@mantine/core'
import { SwapIcon } from '@/design/icons'
import type { Roster } from '@/features/roster/model/types'
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
  const plans = rosters.flatMap((roster) => [
    ...(roster.publishedVersion > 0 ? [option(roster, 'published')] : []),
    option(roster, 'draft'),
  ])
  const data = plans.map(({ id, edition, name }) => ({
    value: keyOf({ id, edition }),
    label: t('option', { name: `${name} #${id}`, edition: t(`editions.${edition}`) }),
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

const keyOf = ({ id, edition }: Chosen) => `${id} ${edition}`

const option = ({ id, name }: Roster, edition: Edition) => ({ id, name, edition })
