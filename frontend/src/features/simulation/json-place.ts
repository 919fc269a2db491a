/** The place at which a text stops being JSON (RFC 8259): its length where it is whole. */
export function stopsAt(text: string): number {
  let at = 0
  const pass = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    at += found?.[0].length ?? 0
    return found !== null
  }
  const mark = (character: string) => {
    pass(SPACE)
    if (text[at] !== character) return false
    at++
    return true
  }
  const items = (close: string, item: () => boolean): boolean => {
    if (mark(close)) return true
    do {
      if (!item()) return false
    } while (mark(','))
    return mark(close)
  }
  const value = (): boolean => {
    if (mark('{')) return items('}', member)
    if (mark('[')) return items(']', value)
    return pass(SCALAR)
  }
  const member = (): boolean => {
    pass(SPACE)
    return pass(STRING) && mark(':') && value()
  }
  if (value()) pass(SPACE)
  return at
}

const SPACE = /[ \t\n\r]*/y
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-f]{4}))*"/iuy
const SCALAR = new RegExp(
  `${STRING.source}|true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:e[+-]?\\d+)?`,
  'iuy',
)
