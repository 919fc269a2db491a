/** A decimal number as it goes to the server: text, because what is paid never passes through binary fractions. */
const DECIMAL = /^-?\d{1,19}(\.\d{1,19})?$/

/** Whether a text is a number that the server can read. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text)
}

/** A decimal with its point moved to the right, or to the left below 0; what is no number stays as it is. */
export function shifted(text: string, by: number): string {
  const parts = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (!parts) return text
  const [, sign = '', whole = '', fraction = ''] = parts
  const digits = whole.padStart(whole.length + Math.max(0, -by), '0') + fraction.padEnd(by, '0')
  const point = whole.length + Math.max(0, -by) + by
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(point).replace(/0+$/, '')
  return sign + left + (right && `.${right}`)
}

/** Names and days: the texts of terms that are no numbers. */
const WORDS = new Set(['code', 'unit', 'metric', 'model', 'leads', 'currency', 'rounding'])
const DAYS = new Set(['from', 'to'])

/** How many numbers of terms cannot be read. */
export function unreadable(terms: object): number {
  return count(Object.entries(terms).filter(([key]) => !DAYS.has(key)))
}

function count(entries: readonly (readonly [string, unknown])[]): number {
  let bad = 0
  for (const [key, value] of entries) {
    if (typeof value === 'string') bad += Number(!WORDS.has(key) && !isDecimal(value))
    else if (typeof value === 'object' && value !== null) bad += count(Object.entries(value))
  }
  return bad
}
