import { TextInput, type TextInputProps } from '@mantine/core'

/** Reads what people type for a time of day: 7, 730, 07:30, 24:00. Undefined where it is none. */
export function clockOf(text: string): string | undefined {
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(text.trim())
  if (!found) return undefined
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  if (minute > 59 || hour * 60 + minute > 1440) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

interface Props extends Omit<TextInputProps, 'onChange' | 'value' | 'onBlur'> {
  value?: string
  onChange?: (value: string) => void
}

/**
 * A time of day by 24 hours. A text field and not the browser's own, which
 * follows the viewer's country and knows no 24:00.
 */
export function ClockField({ value = '', onChange, ...rest }: Props) {
  return (
    <TextInput
      inputMode="numeric"
      placeholder="00:00"
      maxLength={5}
      w={76}
      {...rest}
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      onBlur={() => onChange?.(clockOf(value) ?? value)}
    />
  )
}
