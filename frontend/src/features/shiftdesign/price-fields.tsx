import { NumberInput, SimpleGrid } from '@mantine/core'
import type { Prices } from './order'
import { useDesignStrings } from './strings'

interface Props {
  prices: Prices
  onChange: (prices: Prices) => void
}

/** What counts against a set of shifts. */
export function PriceFields({ prices, onChange }: Props) {
  const t = useDesignStrings()
  const field = (name: keyof Prices) => ({
    value: prices[name],
    min: 0,
    onChange: (value: number | string) => onChange({ ...prices, [name]: value }),
  })
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <NumberInput label={t('under')} {...field('under')} />
      <NumberInput label={t('over')} {...field('over')} />
      <NumberInput label={t('charge')} description={t('chargeHint')} {...field('charge')} />
      <NumberInput
        label={t('most')}
        description={t('mostHint')}
        max={40}
        allowDecimal={false}
        {...field('most')}
      />
    </SimpleGrid>
  )
}
