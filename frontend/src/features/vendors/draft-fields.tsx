import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { DeleteIcon, Plus } from '@/design/icons'
import type { ContractLevel, ContractTerms } from './queries'
import { metricName } from './sentences'
import { useVendorStrings } from './strings'
import { en } from './strings.en'

type Rate = ContractTerms['rates'][number]

interface ExactProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** An exact decimal number, as text: what is paid never passes through binary fractions. */
export function Exact({ label, value, onChange }: ExactProps) {
  const bad = !/^-?\d{1,19}(\.\d{1,19})?$/.test(value)
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      error={bad}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}

interface RatesProps {
  rates: readonly Rate[]
  currency: string
  onChange: (rates: Rate[]) => void
}

/** The rate card: what is paid for which unit, by band. */
export function RatesFields({ rates, currency, onChange }: RatesProps) {
  const t = useVendorStrings()
  const put = (place: number, rate: Rate) => onChange(rates.map((r, i) => (i === place ? rate : r)))
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" fw={600}>
        {t('rateCard', { currency })}
      </Text>
      {rates.map((rate, place) => (
        <Stack key={rate.code} gap={4}>
          <Text>{`${rate.code}: ${t(`models.${rate.model}`)}`}</Text>
          {rate.bands.map((band, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bands have no name but their place
            <Group key={k} grow>
              <Exact
                label={t('bandFrom')}
                value={band.from}
                onChange={(from) => put(place, withBand(rate, k, { ...band, from }))}
              />
              <Exact
                label={t('price')}
                value={band.price}
                onChange={(price) => put(place, withBand(rate, k, { ...band, price }))}
              />
            </Group>
          ))}
          <Button
            variant="default"
            size="xs"
            w="fit-content"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() =>
              put(place, { ...rate, bands: [...rate.bands, { from: '10000', price: '0' }] })
            }
          >
            {t('addBand')}
          </Button>
        </Stack>
      ))}
    </Stack>
  )
}

function withBand(rate: Rate, place: number, band: Rate['bands'][number]): Rate {
  return { ...rate, bands: rate.bands.map((b, i) => (i === place ? band : b)) }
}

interface LevelsProps {
  levels: readonly ContractLevel[]
  onChange: (levels: ContractLevel[]) => void
}

const LINES = ['base', 'target', 'floor', 'weight', 'allocation'] as const

/** The service levels with their two lines, points and what a miss costs. */
export function LevelsFields({ levels, onChange }: LevelsProps) {
  const t = useVendorStrings()
  const put = (place: number, change: Partial<ContractLevel>) =>
    onChange(levels.map((l, i) => (i === place ? { ...l, ...change } : l)))
  const free = Object.keys(en.metrics).filter((code) => !levels.some((l) => l.metric === code))
  const add = (metric: string | null) =>
    metric &&
    onChange([
      ...levels,
      {
        metric,
        base: '0.8',
        target: '0.9',
        floor: '5',
        weight: '10',
        allocation: '0',
        knockOut: false,
        leastN: 0,
      },
    ])
  return (
    <Stack gap="xs" component="fieldset" style={{ border: 0, padding: 0, margin: 0 }}>
      <Text component="legend" fw={600}>
        {t('levels')}
      </Text>
      {levels.map((level, place) => (
        <Stack key={level.metric} gap={2}>
          <Group justify="space-between">
            <Text>{metricName(t, level.metric)}</Text>
            <ActionIcon
              variant="subtle"
              aria-label={t('removeLevel', { metric: metricName(t, level.metric) })}
              onClick={() => onChange(levels.filter((_, i) => i !== place))}
            >
              <DeleteIcon size={16} aria-hidden />
            </ActionIcon>
          </Group>
          <Group grow gap="xs">
            {LINES.map((line) => (
              <Exact
                key={line}
                label={t(`lines.${line}`)}
                value={level[line]}
                onChange={(value) => put(place, { [line]: value })}
              />
            ))}
          </Group>
        </Stack>
      ))}
      <Select
        label={t('addLevel')}
        data={free.map((value) => ({ value, label: metricName(t, value) }))}
        value={null}
        onChange={add}
        searchable
      />
    </Stack>
  )
}
