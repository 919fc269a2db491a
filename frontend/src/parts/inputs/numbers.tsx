import { NumberInput, type NumberInputProps } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useInputStrings } from './strings'

/** What a number field holds: "" while it is empty. */
export type Maybe = number | ''

/** The number of a field, or none while it is empty. */
export function given(value: Maybe): number | undefined {
  return value === '' ? undefined : value
}

/** A percentage field as a ratio 0..1; 82.5 becomes 0.825 and not 0.8250000000000001. */
export function ratio(percent: Maybe): number | undefined {
  return percent === '' ? undefined : Number((percent / 100).toFixed(8))
}

/** A ratio as a percentage field holds it. */
export function percentage(value: number | undefined): Maybe {
  return value === undefined ? '' : Number((value * 100).toFixed(6))
}

/** In what a number is counted. */
export type Unit = 'percent' | 'seconds' | 'minutes' | 'hours'

interface Props<V> extends Omit<NumberInputProps, 'form'> {
  form: UseFormReturnType<V>
  path: string
  unit?: Unit
}

/** A number with its unit at the end of the field. */
export function NumberField<V>({ form, path, unit, ...rest }: Props<V>) {
  const t = useInputStrings()
  const word = unit && t(`units.${unit}`)
  return (
    <NumberInput
      allowNegative={false}
      rightSection={word && <span style={{ color: 'var(--muted)', fontSize: 12 }}>{word}</span>}
      rightSectionWidth={word ? 48 : undefined}
      {...rest}
      {...form.getInputProps(path)}
    />
  )
}
