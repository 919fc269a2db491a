import { describe, expect, it } from 'vitest'
import type { Strings } from './types'

// The type check holds the translations to the originals' keys; these tests see
// what types do not: placeholders, empty texts, and texts never translated.
const english = import.meta.glob<{ en: Strings }>('../**/strings.en.ts', { eager: true })
const chinese = import.meta.glob<{ zh: Strings }>('../**/strings.zh.ts', { eager: true })

function flat(strings: Strings, at = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(strings)) {
    if (typeof value === 'string') found.set(at + key, value)
    else for (const [inner, text] of flat(value, `${at}${key}.`)) found.set(inner, text)
  }
  return found
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/{{\s*(\w+)\s*}}/g)].map(([, name]) => name ?? '').sort()
}

const files = Object.keys(english)

describe.each(files)('%s', (file) => {
  const zhFile = file.replace('.en.ts', '.zh.ts')
  const en = flat(english[file]?.en ?? {})
  const zh = flat(chinese[zhFile]?.zh ?? {})
  const keys = [...en.keys()].filter((key) => !key.endsWith('_one'))

  it('has every text in Chinese, and Chinese has no text of its own', () => {
    expect([...zh.keys()].filter((key) => !key.endsWith('_one')).sort()).toEqual(keys.sort())
  })

  it('takes the same values in both languages', () => {
    const differing = keys.filter(
      (key) =>
        JSON.stringify(placeholders(en.get(key) ?? '')) !==
        JSON.stringify(placeholders(zh.get(key) ?? '')),
    )
    expect(differing).toEqual([])
  })

  it('leaves no text empty in one language only', () => {
    expect(keys.filter((key) => (en.get(key) === '') !== (zh.get(key) === ''))).toEqual([])
  })

  it('writes Chinese with Chinese marks', () => {
    const western = [...zh].filter(([, text]) => /[\u4e00-\u9fff][,;:!?]/.test(text))
    expect(western).toEqual([])
  })
})

it('finds the strings of every feature', () => {
  expect(files.length).toBeGreaterThan(8)
})
