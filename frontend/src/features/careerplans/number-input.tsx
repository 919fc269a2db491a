import { NumberInput } from '@mantine/core'

interface Props {
  label: string
  value: number | undefined
  onChange: (value: number | undefined) => void
  min?: number
  max?: number
  w?: number
}

/** A number that may be empty. */
export function PlainNumber({ label, value, onChange, min = 0, max, w }: Props) {
  return (
    <NumberInput
      label={label}
      value={value ?? ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      min={min}
      max={max}
      w={w}
    />
  )
}

/** A ratio as a percentage. */
export const toPercent = (ratio: number | undefined) =>
  ratio === undefined ? undefined : Number((ratio * 100).toFixed(4))

/** A percentage as a ratio. */
export const toRatio = (percent: number | undefined) =>
  percent === undefined ? undefined : Number((percent / 100).toFixed(6))
