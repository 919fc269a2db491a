import { NumberInput } from '@mantine/core'
import { useState } from 'react'

interface Props {
  label: string
  value: number
  onChange: (value: number) => void
  /** What stands behind the number. A percentage is a share 0..1 outside of the field. */
  unit?: 's' | '%'
  error?: string
}

/**
 * A number that is worth something at every keystroke. While it is typed the
 * text is the field's own; an empty field leaves the last number standing.
 */
export function Amount({ label, value, onChange, unit, error }: Props) {
  const shown = unit === '%' ? Number((100 * value).toFixed(6)) : value
  const [text, setText] = useState<number | string>(shown)
  const [from, setFrom] = useState(shown)
  if (from !== shown) {
    // changed from outside: a link, the other setting, a value found
    setFrom(shown)
    if (Number(text) !== shown) setText(shown)
  }
  const type = (typed: number | string) => {
    setText(typed)
    const number = Number(typed)
    if (typed === '' || !Number.isFinite(number)) return
    setFrom(number)
    onChange(unit === '%' ? Number((number / 100).toFixed(8)) : number)
  }
  return (
    <NumberInput
      aria-label={label}
      value={text}
      onChange={type}
      onBlur={() => text === '' && setText(shown)}
      allowNegative={false}
      max={unit === '%' ? 100 : undefined}
      clampBehavior="none"
      hideControls
      size="xs"
      error={error}
      rightSection={unit && <span style={{ color: 'var(--muted)', fontSize: 12 }}>{unit}</span>}
      rightSectionWidth={unit ? 28 : 8}
    />
  )
}
