import { MultiSelect, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { latestRequirements } from '@/api/journey'
import { useSite } from '@/api/sites'
import type { Requirement } from '@/api/types'
import { together } from '@/features/simulation/together'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { FIRST_WINDOW, type Prices, USUAL_PRICES, type WindowValues } from './order'
import { PriceFields } from './price-fields'
import { useDesignStrings } from './strings'
import { WindowFields } from './window-fields'

/** What the fields of an order hold; requirements that nobody has chosen yet choose themselves. */
export interface OrderValues {
  picked: string[] | undefined
  windows: WindowValues[]
  prices: Prices
}

export const FIRST_ORDER: OrderValues = {
  picked: undefined,
  windows: [FIRST_WINDOW],
  prices: USUAL_PRICES,
}

/** Picks those of the site in view: one design serves one site. */
function useHere(): (all: readonly Requirement[]) => readonly Requirement[] {
  const site = useSite()
  return (all) => all.filter(({ siteId }) => siteId === (site?.id ?? all[0]?.siteId))
}

/** The requirements that are chosen, or that belong together where nobody has chosen. */
export function usePicked({ picked }: OrderValues): string[] {
  const { data = [] } = useQuery(latestRequirements)
  const hereOf = useHere()
  return picked ?? together(hereOf(data)).map(String)
}

interface Props {
  values: OrderValues
  onChange: (values: OrderValues) => void
}

/** What shifts are to cover, of which kinds they may be, and what counts against them. */
export function OrderFields({ values, onChange }: Props) {
  const t = useDesignStrings()
  const format = useFormat()
  const requirements = useQuery(latestRequirements)
  const picked = usePicked(values)
  const hereOf = useHere()
  return (
    <>
      <Loaded query={requirements}>
        {(all) =>
          hereOf(all).length === 0 ? (
            <Text c="dimmed">{t('noRequirements')}</Text>
          ) : (
            <MultiSelect
              label={t('requirements')}
              value={picked}
              onChange={(chosen) => onChange({ ...values, picked: chosen })}
              searchable
              data={hereOf(all).map(({ id, queueName, from }) => ({
                value: String(id),
                label: t('option', { queue: queueName, from: format.day(from), id }),
              }))}
            />
          )
        }
      </Loaded>
      <WindowFields
        windows={values.windows}
        onChange={(windows) => onChange({ ...values, windows })}
      />
      <PriceFields prices={values.prices} onChange={(prices) => onChange({ ...values, prices })} />
    </>
  )
}
