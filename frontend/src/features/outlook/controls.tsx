import { Group, Input, NativeSelect, NumberInput, SegmentedControl, Slider } from '@mantine/core'
import { useState } from 'react'
import type { Outlook } from '@/api/types'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import { MEASURES, type OutlookSearch, STEPS } from './route'
import { useOutlookStrings } from './strings'

interface Props {
  search: OutlookSearch
  /** The growth of the outlook on screen. */
  learnt: Outlook['growth'] | undefined
  onChange: (change: Partial<OutlookSearch>) => void
}

/** How far, in which steps, of what, and by which growth. */
export function Controls({ search, learnt, onChange }: Props) {
  const t = useOutlookStrings()
  const months = [6, 12, 18, 24]
  return (
    <Group gap="lg" align="flex-end">
      <NativeSelect
        label={t('range')}
        value={String(search.months)}
        data={[...new Set([...months, search.months ?? 18])]
          .toSorted((a, b) => a - b)
          .map((count) => ({ value: String(count), label: t('months', { count }) }))}
        onChange={(event) => onChange({ months: Number(event.currentTarget.value) })}
      />
      <SegmentedControl
        aria-label={t('step')}
        value={search.step}
        data={wordsOf(STEPS, (word) => t(`steps.${word}`))}
        onChange={(step) => onChange({ step })}
      />
      <SegmentedControl
        aria-label={t('measure')}
        value={search.measure}
        data={wordsOf(MEASURES, (word) => t(`measures.${word}`))}
        onChange={(measure) => onChange({ measure })}
      />
      <Growth
        key={search.growth ?? 'learnt'}
        value={search.growth}
        learnt={learnt}
        onChange={(growth) => onChange({ growth })}
      />
    </Group>
  )
}

const LEAST = -50
const MOST = 100

interface GrowthProps {
  value: number | undefined
  learnt: Outlook['growth'] | undefined
  onChange: (growth: number | undefined) => void
}

/** The growth of a year: as learnt, or the planner's own by slider or number. */
function Growth({ value, learnt, onChange }: GrowthProps) {
  const t = useOutlookStrings()
  const format = useFormat()
  const found = learnt && !learnt.given ? Number((learnt.perYear * 100).toFixed(1)) : 0
  const [own, setOwn] = useState(value ?? found)
  const shown = value === undefined ? found : own
  return (
    <Group gap="sm" align="flex-end">
      <Input.Wrapper label={t('growth')} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={t('growth')}
            value={value === undefined ? 'learnt' : 'own'}
            data={[
              { value: 'learnt', label: t('learnt') },
              { value: 'own', label: t('own') },
            ]}
            onChange={(to) => onChange(to === 'own' ? found : undefined)}
          />
        </div>
      </Input.Wrapper>
      <Slider
        w={200}
        mb={9}
        min={LEAST}
        max={MOST}
        step={1}
        value={Math.min(MOST, Math.max(LEAST, shown))}
        disabled={value === undefined}
        marks={[{ value: 0 }]}
        label={(growth) => format.signedPercent(growth / 100)}
        thumbLabel={t('growthSlider')}
        onChange={setOwn}
        onChangeEnd={onChange}
      />
      <NumberInput
        aria-label={t('growthNumber')}
        w={96}
        disabled={value === undefined}
        value={shown}
        min={-99}
        max={900}
        decimalScale={1}
        suffix=" %"
        onChange={(growth) => typeof growth === 'number' && setOwn(growth)}
        onBlur={() => value !== undefined && own !== value && onChange(own)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && own !== value) onChange(own)
        }}
      />
    </Group>
  )
}
