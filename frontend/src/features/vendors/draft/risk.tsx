import { Checkbox, Select, Stack, Text } from '@mantine/core'
import { memo } from 'react'
import { useFormat } from '@/format'
import { major, minor, minorUnits } from '@/format/minor'
import { Panel } from '@/parts/panel'
import type { ContractTerms } from '../queries'
import { Add, Fields, Item, Option, put, Share, useFinding, Whole, without } from './inputs'
import { useDraftStrings } from './strings'

interface Props {
  terms: ContractTerms
  set: (change: Partial<ContractTerms>) => void
}

/** What misses cost: the share at risk, the pool of allocations, the caps. */
export function Risk({ terms, set }: Props) {
  const t = useDraftStrings()
  const format = useFormat()
  const { atRisk, levels, currency } = terms
  const { year } = atRisk
  const change = (part: Partial<ContractTerms['atRisk']>) => set({ atRisk: { ...atRisk, ...part } })
  const sum = levels.reduce((all, { allocation }) => all + (Number(allocation) || 0), 0)
  const over = sum > Number(atRisk.pool) + 1e-9
  const found = useFinding('levels.allocation', 'pool')
  const use = { sum: format.percent(sum, 1), pool: format.percent(Number(atRisk.pool) || 0, 1) }
  return (
    <Panel title={t('risk')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('riskText')}</Text>
        <Fields>
          <Share
            path="atRisk.share"
            label={t('atRisk')}
            hint={t('atRiskHint')}
            value={atRisk.share}
            onChange={(share) => change({ share })}
          />
          <Share
            path="atRisk.pool"
            label={t('pool')}
            hint={t('poolHint')}
            rule="pool"
            value={atRisk.pool}
            onChange={(pool) => change({ pool })}
          />
        </Fields>
        <Text c={over ? 'var(--error)' : undefined} role={over ? 'alert' : undefined}>
          {t(over ? 'poolOver' : 'poolUse', use)}
        </Text>
        {found && !over && <Text c="var(--error)">{found}</Text>}
        <Checkbox
          label={t('byShare')}
          description={t('byShareHint')}
          checked={atRisk.byShare}
          onChange={(event) => change({ byShare: event.currentTarget.checked })}
        />
        <Option
          label={t('year')}
          hint={t('yearHint')}
          on={year !== undefined}
          onChange={(on) => change({ year: on ? { currency, minor: 0 } : undefined })}
        >
          {year && (
            <Whole
              path="atRisk.year"
              label={t('yearCap')}
              rule="notNegative"
              decimals={Math.log10(minorUnits(currency))}
              value={major(year.minor, currency)}
              onChange={(amount) => change({ year: { currency, minor: minor(amount, currency) } })}
            />
          )}
        </Option>
      </Stack>
    </Panel>
  )
}

type Rung = ContractTerms['ladder'][number]

const LEADS: readonly Rung['leads'][] = [
  'improvement_plan',
  'share_cut',
  'step_in',
  'termination_right',
]

interface LadderProps {
  ladder: readonly Rung[]
  set: (change: { ladder: Rung[] }) => void
}

/** What repeated misses of a level lead to, step by step. */
export const Ladder = memo(function Ladder({ ladder, set }: LadderProps) {
  const t = useDraftStrings()
  const onChange = (next: Rung[]) => set({ ladder: next })
  const next: Rung = { misses: 2, months: 3, leads: LEADS[ladder.length] ?? 'termination_right' }
  return (
    <Panel title={t('ladder')}>
      <Stack gap="sm">
        <Text c="dimmed">{t('ladderText')}</Text>
        {ladder.map((rung, place) => (
          <Item
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
            key={place}
            name={t('rungName', { number: place + 1 })}
            remove={t('removeRung', { number: place + 1 })}
            onRemove={() => onChange(without(ladder, place))}
          >
            <Fields>
              <Whole
                path={`ladder.${place}.misses`}
                label={t('misses')}
                rule="one"
                value={rung.misses}
                onChange={(misses) => onChange(put(ladder, place, { ...rung, misses }))}
              />
              <Whole
                path={`ladder.${place}.months`}
                label={t('months')}
                rule="months"
                value={rung.months}
                onChange={(months) => onChange(put(ladder, place, { ...rung, months }))}
              />
              <Select
                label={t('leads')}
                data={LEADS.map((value) => ({ value, label: t(`consequences.${value}`) }))}
                allowDeselect={false}
                value={rung.leads}
                onChange={(leads) =>
                  leads && onChange(put(ladder, place, { ...rung, leads: leads as Rung['leads'] }))
                }
              />
            </Fields>
          </Item>
        ))}
        <Add label={t('addRung')} onClick={() => onChange([...ladder, next])} />
      </Stack>
    </Panel>
  )
})
