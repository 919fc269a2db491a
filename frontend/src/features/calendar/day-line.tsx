import { ActionIcon, Group, NativeSelect, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { DeleteIcon } from '@/design/icons'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import type { DayValues } from './day-values'
import { useCalendarStrings } from './strings'

const KINDS = ['holiday', 'workday', 'school_break', 'event'] as const

interface Props {
  form: UseFormReturnType<{ days: DayValues[] }>
  place: number
  readOnly: boolean
}

/** One special day: when, what kind, its name, and what it does to contacts. */
export function DayLine({ form, place, readOnly }: Props) {
  const t = useCalendarStrings()
  const at = (field: keyof DayValues) => `days.${place}.${field}`
  const name = form.values.days[place]?.name ?? ''
  return (
    <Group gap="sm" role="group" aria-label={name || t('newDay')} align="flex-start">
      <DayField
        aria-label={t('date')}
        readOnly={readOnly}
        w={160}
        {...form.getInputProps(at('date'))}
      />
      <NativeSelect
        aria-label={t('kind')}
        disabled={readOnly}
        w={170}
        data={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        {...form.getInputProps(at('kind'))}
      />
      <TextInput
        aria-label={t('name')}
        placeholder={t('name')}
        readOnly={readOnly}
        w={240}
        {...form.getInputProps(at('name'))}
      />
      <NumberField
        form={form}
        path={at('upliftPct')}
        aria-label={t('uplift')}
        placeholder={t('uplift')}
        readOnly={readOnly}
        allowNegative
        unit="percent"
        w={150}
      />
      {!readOnly && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('remove', { name: name || t('newDay') })}
          onClick={() => form.removeListItem('days', place)}
        >
          <DeleteIcon size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  )
}
