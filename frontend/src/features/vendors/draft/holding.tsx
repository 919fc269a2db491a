import { Select, Stack, Textarea, TextInput } from '@mantine/core'
import { DayField } from '@/parts/inputs/day'
import { Panel } from '@/parts/panel'
import type { ContractTerms } from '../queries'
import { Fields, useFinding, Whole } from './inputs'
import { useDraftStrings } from './strings'

const ROUNDINGS = ['half_up', 'half_even', 'down', 'up'] as const

interface Props {
  terms: ContractTerms
  set: (change: Partial<ContractTerms>) => void
  note: string
  onNote: (note: string) => void
}

/** When terms hold, in which currency they count, and why they change. */
export function Holding({ terms, set, note, onNote }: Props) {
  const t = useDraftStrings()
  const { baseline, atRisk } = terms
  const inCurrency = (currency: string) =>
    set({
      currency,
      baseline: baseline && { ...baseline, charge: { ...baseline.charge, currency } },
      atRisk: atRisk.year ? { ...atRisk, year: { ...atRisk.year, currency } } : atRisk,
    })
  return (
    <Panel title={t('holds')}>
      <Stack gap="sm">
        <Fields>
          <DayField
            label={t('from')}
            error={useFinding('from', 'from')}
            value={terms.from}
            onChange={(from) => from && set({ from })}
          />
          <DayField
            label={t('to')}
            description={t('toHint')}
            error={useFinding('to', 'to')}
            clearable
            value={terms.to ?? null}
            onChange={(to) => set({ to: to ?? undefined })}
          />
        </Fields>
        <Fields>
          <TextInput
            label={t('currency')}
            description={t('currencyHint')}
            error={useFinding('currency', 'currency')}
            maxLength={3}
            value={terms.currency}
            onChange={(event) => inCurrency(event.currentTarget.value.toUpperCase())}
          />
          <Select
            label={t('rounding')}
            description={t('roundingHint')}
            data={ROUNDINGS.map((value) => ({ value, label: t(`roundings.${value}`) }))}
            allowDeselect={false}
            value={terms.rounding}
            onChange={(value) => value && set({ rounding: value as ContractTerms['rounding'] })}
          />
          <Whole
            path="disputeDays"
            label={t('disputeDays')}
            hint={t('disputeDaysHint')}
            rule="notNegative"
            value={terms.disputeDays}
            onChange={(disputeDays) => set({ disputeDays })}
          />
        </Fields>
        <Textarea
          label={t('note')}
          description={t('noteHint')}
          error={useFinding('note')}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      </Stack>
    </Panel>
  )
}
