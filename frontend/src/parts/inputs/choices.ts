import type { UseFormReturnType } from '@mantine/form'

interface Option {
  value: string
  label: string
}

/** The things of a kind as the options of a choice. */
export function optionsOf(things: readonly { id: number; name: string }[]): Option[] {
  return things.map(({ id, name }) => ({ value: String(id), label: name }))
}

/** Binds a choice, whose values are texts, to a field that holds an id. */
export function idInput<V>(form: UseFormReturnType<V>, path: string) {
  const { value, onChange, ...rest } = form.getInputProps(path)
  return {
    ...rest,
    value: value === undefined || value === 0 ? null : String(value),
    onChange: (chosen: string | null) => onChange(chosen === null ? undefined : Number(chosen)),
  }
}

/** The words of a fixed set as the options of a choice, in the language on screen. */
export function wordsOf<T extends string>(
  words: readonly T[],
  label: (word: T) => string,
): { value: T; label: string }[] {
  return words.map((value) => ({ value, label: label(value) }))
}
