import { Checkbox, Select, Stack, Text } from '@mantine/core'
import { memo } from 'react'
import { Panel } from '@/parts/panel'
import type { ContractLevel } from '../queries'
import { Add, Exact, Fields, Item, put, Share, useFinding, Whole, without } from './inputs'
import { LevelOptions } from './level-options'
import { Line } from './line'
import { useMetricChoices } from './metrics'
import { useDraftStrings } from './strings'

interface Props {
  levels: readonly ContractLevel[]
  set: (change: { levels: ContractLevel[] }) => void
}

/** The service levels: their two lines and points, and what a miss costs. */
export const Levels = memo(function Levels({ levels, set }: Props) {
  const t = useDraftStrings()
  const onChange = (next: ContractLevel[]) => set({ levels: next })
  const { choices } = useMetricChoices()
  const free = choices.find(({ value }) => levels.every(({ metric }) => metric !== value))
  return (
    <Panel title={t('levels')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('levelsText')}</Text>
        {levels.map((level, place) => (
          <OneLevel
            // biome-ignore lint/suspicious/noArrayIndexKey: the measure is being chosen
            key={place}
            path={`levels.${place}`}
            level={level}
            onChange={(next) => onChange(put(levels, place, next))}
            onRemove={() => onChange(without(levels, place))}
          />
        ))}
        {free && (
          <Add label={t('addLevel')} onClick={() => onChange([...levels, fresh(free.value)])} />
        )}
      </Stack>
    </Panel>
  )
})

function fresh(metric: string): ContractLevel {
  const lines = { base: '0.8', target: '0.9', floor: '5', weight: '10', allocation: '0' }
  return { metric, ...lines, knockOut: false, leastN: 0 }
}

interface OneProps {
  path: string
  level: ContractLevel
  onChange: (level: ContractLevel) => void
  onRemove: () => void
}

function OneLevel({ path, level, onChange, onRemove }: OneProps) {
  const t = useDraftStrings()
  const { choices, name } = useMetricChoices()
  const set = (change: Partial<ContractLevel>) => onChange({ ...level, ...change })
  const metric = name(level.metric)
  return (
    <Item name={metric} remove={t('removeLevel', { metric })} onRemove={onRemove}>
      <Select
        label={t('metric')}
        data={choices}
        searchable
        allowDeselect={false}
        error={useFinding(`${path}.metric`, 'metric')}
        value={level.metric}
        onChange={(value) => value && set({ metric: value })}
      />
      <Fields>
        <Line
          path={`${path}.base`}
          label={t('base')}
          value={level.base}
          onChange={(base) => set({ base })}
        />
        <Line
          path={`${path}.target`}
          label={t('target')}
          rule="target"
          value={level.target}
          onChange={(target) => set({ target })}
        />
        <Exact
          path={`${path}.floor`}
          label={t('floor')}
          rule="floor"
          value={level.floor}
          onChange={(floor) => set({ floor })}
        />
        <Exact
          path={`${path}.weight`}
          label={t('weight')}
          rule="notNegative"
          value={level.weight}
          onChange={(weight) => set({ weight })}
        />
      </Fields>
      <Fields>
        <Share
          path={`${path}.allocation`}
          label={t('allocation')}
          hint={t('allocationHint')}
          value={level.allocation}
          onChange={(allocation) => set({ allocation })}
        />
        <Whole
          path={`${path}.leastN`}
          label={t('leastN')}
          hint={t('leastNHint')}
          rule="notNegative"
          value={level.leastN}
          onChange={(leastN) => set({ leastN })}
        />
      </Fields>
      <Checkbox
        label={t('knockOut')}
        description={t('knockOutHint')}
        checked={level.knockOut}
        onChange={(event) => set({ knockOut: event.currentTarget.checked })}
      />
      <LevelOptions path={path} level={level} set={set} />
    </Item>
  )
}
