import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { clockOf } from '@/parts/inputs/clock'

interface Props {
  label: string
  value: string
  disabled: boolean
  onChange: (value: string) => void
}

/** A time of day that counts once it is typed in full and left, or Enter is pressed. */
export function TimeField({ label, value, disabled, onChange }: Props) {
  const [text, setText] = useState<string>()
  const commit = () => {
    const time = clockOf(text ?? '')
    if (time && time !== value) onChange(time)
    setText(undefined)
  }
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      maxLength={5}
      value={text ?? value}
      disabled={disabled}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  )
}
