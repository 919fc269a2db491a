import { useState } from 'react'
import { ClockField, clockOf } from '@/parts/inputs/clock'

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
    <div onBlur={commit}>
      <ClockField
        label={label}
        value={text ?? value}
        disabled={disabled}
        w="100%"
        onChange={setText}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </div>
  )
}
