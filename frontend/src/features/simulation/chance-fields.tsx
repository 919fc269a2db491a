import { NumberInput, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { useSimulationStrings } from './strings'

const USUAL_REPLICATIONS = 100

type Field = number | string

/** How contacts differ from the forecast, and how often it is played. */
export interface Chance {
  readonly volume: Field
  readonly cv: Field
  readonly replications: Field
}

export function useChance() {
  const [chance, setChance] = useState<Chance>({
    volume: 100,
    cv: '',
    replications: USUAL_REPLICATIONS,
  })
  const order = {
    volume: (Number(chance.volume) || 100) / 100,
    handleCv: Number(chance.cv) || undefined,
    replications: Number(chance.replications) || USUAL_REPLICATIONS,
  }
  return { chance, setChance, order }
}

interface Props {
  chance: Chance
  onChange: (chance: Chance) => void
}

export function ChanceFields({ chance, onChange }: Props) {
  const t = useSimulationStrings()
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput
          label={t('order.volume')}
          suffix=" %"
          min={1}
          max={1000}
          value={chance.volume}
          onChange={(volume) => onChange({ ...chance, volume })}
        />
        <NumberInput
          label={t('order.replications')}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={chance.replications}
          onChange={(replications) => onChange({ ...chance, replications })}
        />
      </SimpleGrid>
      <NumberInput
        label={t('order.cv')}
        description={t('order.cvHint')}
        min={0}
        max={10}
        decimalScale={2}
        value={chance.cv}
        onChange={(cv) => onChange({ ...chance, cv })}
      />
    </>
  )
}
