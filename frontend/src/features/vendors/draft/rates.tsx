import { ActionIcon, Checkbox, Group, Select, Stack, Text } from '@mantine/core'
import { memo } from 'react'
import { DeleteIcon } from '@/design/icons'
import { Panel } from '@/parts/panel'
import type { ContractTerms } from '../queries'
import { Add, Exact, Fields, Item, put, Share, useFinding, Words, without } from './inputs'
import { useDraftStrings } from './strings'

type Rate = ContractTerms['rates'][number]
type Model = Rate['model']

const MODELS: readonly Model[] = [
  'seat',
  'productive_hour',
  'minute',
  'contact',
  'resolution',
  'outcome',
  'hybrid',
]

interface Props {
  rates: readonly Rate[]
  set: (change: { rates: Rate[] }) => void
}

/** The rate card: what is paid for which unit, by band. */
export const Rates = memo(function Rates({ rates, set }: Props) {
  const t = useDraftStrings()
  const onChange = (next: Rate[]) => set({ rates: next })
  const fresh: Rate = {
    code: '',
    model: 'contact',
    unit: '',
    marginal: false,
    bands: [{ from: '0', price: '0' }],
  }
  return (
    <Panel title={t('rates')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('ratesText')}</Text>
        {rates.map((rate, place) => (
          <OneRate
            // biome-ignore lint/suspicious/noArrayIndexKey: the code is being written
            key={place}
            path={`rates.${place}`}
            rate={rate}
            onChange={(next) => onChange(put(rates, place, next))}
            onRemove={() => onChange(without(rates, place))}
          />
        ))}
        <Add label={t('addRate')} onClick={() => onChange([...rates, fresh])} />
      </Stack>
    </Panel>
  )
})

interface OneProps {
  path: string
  rate: Rate
  onChange: (rate: Rate) => void
  onRemove: () => void
}

function OneRate({ path, rate, onChange, onRemove }: OneProps) {
  const t = useDraftStrings()
  const set = (change: Partial<Rate>) => onChange({ ...rate, ...change })
  return (
    <Item
      name={t('rateName', { code: rate.code })}
      remove={t('removeRate', { code: rate.code })}
      onRemove={onRemove}
    >
      <Fields>
        <Words
          path={`${path}.code`}
          label={t('rateCode')}
          hint={t('rateCodeHint')}
          rule="code"
          value={rate.code}
          onChange={(code) => set({ code })}
        />
        <Select
          label={t('model')}
          data={MODELS.map((value) => ({ value, label: t(`models.${value}`) }))}
          allowDeselect={false}
          value={rate.model}
          onChange={(model) => model && onChange(withModel(rate, model as Model))}
        />
        <Words
          path={`${path}.unit`}
          label={t('unit')}
          hint={t('unitHint')}
          value={rate.unit}
          onChange={(unit) => set({ unit })}
        />
      </Fields>
      <Bands path={`${path}.bands`} bands={rate.bands} onChange={(bands) => set({ bands })} />
      {rate.bands.length > 1 && (
        <Checkbox
          label={t('marginal')}
          description={t('marginalHint')}
          checked={rate.marginal}
          onChange={(event) => set({ marginal: event.currentTarget.checked })}
        />
      )}
      <ByModel path={path} rate={rate} set={set} />
    </Item>
  )
}

/** A rate paid by another model has what that model needs, and nothing of the other's. */
function withModel({ baseline, bonus, ...rate }: Rate, model: Model): Rate {
  if (model === 'outcome') return { ...rate, model, baseline: baseline ?? '0' }
  if (model !== 'hybrid') return { ...rate, model }
  return { ...rate, model, bonus: bonus ?? { base: '80', target: '100', share: '0.1' } }
}

interface ByModelProps {
  path: string
  rate: Rate
  set: (change: Partial<Rate>) => void
}

/** What only some models have: the cost that savings count from, the bonus by score. */
function ByModel({ path, rate: { baseline, bonus }, set }: ByModelProps) {
  const t = useDraftStrings()
  return (
    <>
      {baseline !== undefined && (
        <Exact
          path={`${path}.baseline`}
          label={t('agreedCost')}
          hint={t('agreedCostHint')}
          value={baseline}
          onChange={(value) => set({ baseline: value })}
        />
      )}
      {bonus && (
        <Fields>
          <Exact
            path={`${path}.bonus.base`}
            label={t('bonusBase')}
            value={bonus.base}
            onChange={(base) => set({ bonus: { ...bonus, base } })}
          />
          <Exact
            path={`${path}.bonus.target`}
            label={t('bonusTarget')}
            rule="bonus"
            value={bonus.target}
            onChange={(target) => set({ bonus: { ...bonus, target } })}
          />
          <Share
            path={`${path}.bonus.share`}
            label={t('bonusShare')}
            hint={t('bonusShareHint')}
            value={bonus.share}
            onChange={(share) => set({ bonus: { ...bonus, share } })}
          />
        </Fields>
      )}
    </>
  )
}

interface BandsProps {
  path: string
  bands: Rate['bands']
  onChange: (bands: Rate['bands']) => void
}

function Bands({ path, bands, onChange }: BandsProps) {
  const t = useDraftStrings()
  const none = useFinding(path, 'bands')
  const last = bands.at(-1)
  const next = last ? { from: String((Number(last.from) || 0) + 1000), price: last.price } : FIRST
  return (
    <Stack gap={4}>
      {bands.map((band, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bands have no name but their place
        <Group key={k} align="start" gap="xs" wrap="nowrap">
          <div style={{ flex: 1 }}>
            <Fields>
              <Exact
                path={`${path}.${k}.from`}
                label={t('bandFrom')}
                hint={bands.length > 1 && k === 0 ? t('bandFromHint') : undefined}
                rule="band"
                value={band.from}
                onChange={(from) => onChange(put(bands, k, { ...band, from }))}
              />
              <Exact
                path={`${path}.${k}.price`}
                label={t('price')}
                rule="notNegative"
                value={band.price}
                onChange={(price) => onChange(put(bands, k, { ...band, price }))}
              />
            </Fields>
          </div>
          {bands.length > 1 && (
            <ActionIcon
              variant="subtle"
              mt={24}
              aria-label={t('removeBand', { number: k + 1 })}
              onClick={() => onChange(without(bands, k))}
            >
              <DeleteIcon size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {none && <Text c="var(--error)">{none}</Text>}
      <Add label={t('addBand')} onClick={() => onChange([...bands, next])} />
    </Stack>
  )
}

const FIRST = { from: '0', price: '0' }
