// Readers of search parameters. The address is typed by people and kept in
// bookmarks: what it does not say properly counts as not said.

/** A positive whole number, as ids are. */
export function id(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0
    ? number
    : undefined
}

/** A calendar day, YYYY-MM-DD, that exists. */
export function date(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value) ? value : undefined
}

/** A text that is not empty. */
export function text(value: unknown): string | undefined {
  const string = typeof value === 'number' ? String(value) : value
  return typeof string === 'string' && string !== '' ? string : undefined
}

/** One of a few words. */
export function oneOf<const T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((word) => word === value)
}

/** A list of ids; undefined while it is empty. */
export function ids(value: unknown): number[] | undefined {
  const list = (Array.isArray(value) ? value : [value]).flatMap((one) => id(one) ?? [])
  return list.length > 0 ? list : undefined
}
