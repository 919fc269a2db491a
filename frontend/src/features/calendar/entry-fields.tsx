import { Autocomplete, NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import { KINDS } from './entries'
import type { EntryValues } from './entry-values'
import { useCalendarStrings } from './strings'

interface Props {
  form: UseFormReturnType<EntryValues>
  types: readonly string[]
  readOnly: boolean
}

/** The fields of one entry. */
export function EntryFields({ form, types, readOnly }: Props) {
  const t = useCalendarStrings()
  return (
    <>
      <NativeSelect
        label={t('kind')}
        disabled={readOnly}
        data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        description={t(`kindHints.${form.values.kind}`)}
        {...form.getInputProps('kind')}
      />
      <TextInput
        label={t('name')}
        readOnly={readOnly}
        maxLength={200}
        {...form.getInputProps('name')}
      />
      <SimpleGrid cols={2} spacing="sm">
        <DayField label={t('from')} readOnly={readOnly} {...form.getInputProps('from')} />
        <DayField label={t('to')} readOnly={readOnly} {...form.getInputProps('to')} />
      </SimpleGrid>
      {form.values.kind === 'event' && (
        <Autocomplete
          label={t('eventType')}
          description={t('eventTypeHint')}
          readOnly={readOnly}
          maxLength={64}
          data={[...types]}
          {...form.getInputProps('eventType')}
        />
      )}
      <NumberField
        form={form}
        path="upliftPct"
        label={t('uplift')}
        description={t('upliftHint')}
        readOnly={readOnly}
        allowNegative
        min={-100}
        max={1000}
        unit="percent"
      />
    </>
  )
}
