import { Stack } from '@mantine/core'
import { major, minor, minorUnits } from '@/format/minor'
import { Panel } from '@/parts/panel'
import type { ContractTerms } from '../queries'
import { Exact, Option, Share, Whole } from './inputs'
import { useDraftStrings } from './strings'

type Baseline = NonNullable<ContractTerms['baseline']>

interface Props {
  terms: ContractTerms
  set: (change: Partial<ContractTerms>) => void
}

/** What was agreed of the volume: a charge for it, and a floor under what is paid. */
export function Volume({ terms, set }: Props) {
  const t = useDraftStrings()
  const { takeOrPay, baseline, currency } = terms
  const free: Baseline = {
    volume: '10000',
    charge: { currency, minor: 0 },
    above: '0',
    below: '0',
    deadBand: '0.1',
  }
  return (
    <Panel title={t('volume')}>
      <Stack gap="md">
        <Option
          label={t('baseline')}
          hint={t('baselineHint')}
          on={baseline !== undefined}
          onChange={(on) => set({ baseline: on ? free : undefined })}
        >
          {baseline && <Anchored value={baseline} onChange={(next) => set({ baseline: next })} />}
        </Option>
        <Option
          label={t('takeOrPay')}
          hint={t('takeOrPayHint')}
          on={takeOrPay !== undefined}
          onChange={(on) => set({ takeOrPay: on ? { floor: '0.9', price: '0' } : undefined })}
        >
          {takeOrPay && (
            <>
              <Share
                path="takeOrPay.floor"
                label={t('payFloor')}
                hint={t('payFloorHint')}
                value={takeOrPay.floor}
                onChange={(floor) => set({ takeOrPay: { ...takeOrPay, floor } })}
              />
              <Exact
                path="takeOrPay.price"
                label={t('payPrice')}
                rule="notNegative"
                value={takeOrPay.price}
                onChange={(price) => set({ takeOrPay: { ...takeOrPay, price } })}
              />
            </>
          )}
        </Option>
      </Stack>
    </Panel>
  )
}

interface AnchoredProps {
  value: Baseline
  onChange: (value: Baseline) => void
}

/** A charge for a volume, more above a dead band (ARC), less below it (RRC). */
function Anchored({ value, onChange }: AnchoredProps) {
  const t = useDraftStrings()
  const { currency } = value.charge
  const set = (change: Partial<Baseline>) => onChange({ ...value, ...change })
  return (
    <>
      <Exact
        path="baseline.volume"
        label={t('baselineVolume')}
        rule="positive"
        value={value.volume}
        onChange={(volume) => set({ volume })}
      />
      <Whole
        path="baseline.charge"
        label={t('baselineCharge')}
        decimals={Math.log10(minorUnits(currency))}
        value={major(value.charge.minor, currency)}
        onChange={(amount) => set({ charge: { currency, minor: minor(amount, currency) } })}
      />
      <Share
        path="baseline.deadBand"
        label={t('deadBand')}
        hint={t('deadBandHint')}
        value={value.deadBand}
        onChange={(deadBand) => set({ deadBand })}
      />
      <Exact
        path="baseline.above"
        label={t('above')}
        rule="notNegative"
        value={value.above}
        onChange={(above) => set({ above })}
      />
      <Exact
        path="baseline.below"
        label={t('below')}
        rule="notNegative"
        value={value.below}
        onChange={(below) => set({ below })}
      />
    </>
  )
}
