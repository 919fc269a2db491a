import { NumberInput, Select, TextInput } from '@mantine/core'
import type { GroupValues } from './group-values'
import { amount, RowsField } from './rows-field'
import { useCapacityStrings } from './strings'

interface Props<K extends keyof GroupValues> {
  rows: GroupValues[K]
  onChange: (rows: GroupValues[K]) => void
}

/** The people on the first day, by how long they have been employed. */
export function CohortsField({ rows, onChange }: Props<'starting'>) {
  const t = useCapacityStrings()
  return (
    <RowsField
      label={t('group.starting')}
      rows={rows}
      onChange={onChange}
      fresh={() => ({ people: 1, weeks: 52 })}
      nameOf={({ weeks }) => `${t('group.startingRow')} ${weeks}`}
    >
      {(row, set) => (
        <>
          <NumberInput
            label={t('fields.people')}
            w={110}
            min={0}
            value={row.people}
            onChange={(value) => set({ people: amount(value) })}
          />
          <NumberInput
            label={t('group.startingRow')}
            w={180}
            min={0}
            allowDecimal={false}
            value={row.weeks}
            onChange={(value) => set({ weeks: amount(value) })}
          />
        </>
      )}
    </RowsField>
  )
}

/** How many leave, by tenure. */
export function BandsField({ rows, onChange }: Props<'attrition'>) {
  const t = useCapacityStrings()
  return (
    <RowsField
      label={t('group.attrition')}
      hint={t('group.attritionHint')}
      rows={rows}
      onChange={onChange}
      fresh={() => ({ fromWeek: (rows.at(-1)?.fromWeek ?? -26) + 26, yearly: 20 })}
      nameOf={({ fromWeek }) => `${t('group.attritionRow')} ${fromWeek}`}
    >
      {(row, set) => (
        <>
          <NumberInput
            label={t('group.attritionRow')}
            w={190}
            min={0}
            allowDecimal={false}
            value={row.fromWeek}
            onChange={(value) => set({ fromWeek: amount(value) })}
          />
          <NumberInput
            label={t('group.attritionYearly')}
            w={150}
            min={0}
            max={99.9}
            suffix=" %"
            value={row.yearly}
            onChange={(value) => set({ yearly: amount(value) })}
          />
        </>
      )}
    </RowsField>
  )
}

/** Paid time that is lost, cause by cause. */
export function ShrinkageField({ rows, onChange }: Props<'shrinkage'>) {
  const t = useCapacityStrings()
  return (
    <RowsField
      label={t('group.shrinkage')}
      hint={t('group.shrinkageHint')}
      rows={rows}
      onChange={onChange}
      fresh={() => ({ name: '', inOffice: false, share: [5] })}
      nameOf={({ name }) => name}
    >
      {(row, set) => (
        <>
          <TextInput
            label={t('fields.name')}
            w={180}
            maxLength={200}
            value={row.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <Select
            label={t('group.kind')}
            w={170}
            allowDeselect={false}
            data={[
              { value: 'out', label: t('group.outOfOffice') },
              { value: 'in', label: t('group.inOffice') },
            ]}
            value={row.inOffice ? 'in' : 'out'}
            onChange={(value) => set({ inOffice: value === 'in' })}
          />
          <NumberInput
            label={t('fields.share')}
            w={130}
            min={0}
            max={99}
            suffix=" %"
            placeholder={t('group.byWeek')}
            value={row.share.length === 1 ? row.share[0] : ''}
            onChange={(value) => value !== '' && set({ share: [amount(value)] })}
          />
        </>
      )}
    </RowsField>
  )
}

/** Who can be asked for people, and on what terms. */
export function VendorsField({
  rows,
  onChange,
  currency,
}: Props<'vendors'> & { currency: string }) {
  const t = useCapacityStrings()
  const fields = [
    ['min', t('group.min'), 0, 100],
    ['max', t('group.max'), 0, 100],
    ['lead', t('group.lead'), 0, 110],
    ['weeks', t('group.length'), 1, 110],
    ['hours', t('group.vendorHours'), 1, 120],
    ['price', `${t('group.price')} (${currency})`, 0, 210],
  ] as const
  return (
    <RowsField
      label={t('group.vendors')}
      rows={rows}
      onChange={onChange}
      fresh={() => ({ name: '', min: 1, max: 20, lead: 4, weeks: 13, hours: 30, price: 900 })}
      nameOf={({ name }) => name}
    >
      {(row, set) => (
        <>
          <TextInput
            label={t('group.vendor')}
            w={180}
            maxLength={200}
            value={row.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          {fields.map(([key, label, min, width]) => (
            <NumberInput
              key={key}
              label={label}
              w={width}
              min={min}
              value={row[key]}
              onChange={(value) => set({ [key]: amount(value) })}
            />
          ))}
        </>
      )}
    </RowsField>
  )
}
