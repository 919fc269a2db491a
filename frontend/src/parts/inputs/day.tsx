import { TextInput, type TextInputProps } from '@mantine/core'

interface Props extends Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'type'> {
  value?: string | null
  defaultValue?: string | null
  onChange?: (day: string | null) => void
}

/**
 * A calendar day, YYYY-MM-DD, by the browser's own picker: it is small, it is
 * what phones know best, and a day has no time zone to get wrong.
 */
export function DayField({ value, defaultValue: _, onChange, ...rest }: Props) {
  return (
    <TextInput
      type="date"
      {...rest}
      value={value ?? ''}
      onChange={(event) => onChange?.(event.currentTarget.value || null)}
    />
  )
}
