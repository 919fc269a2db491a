import { describe, expect, it } from 'vitest'
import { nextSort, type Sort, sorted } from './sorting'

const rows = [
  { code: 'A10', people: 3 },
  { code: 'A9', people: 20 },
  { code: 'a1', people: 3 },
]
const columns = [
  { key: 'code', sortBy: (row: (typeof rows)[number]) => row.code },
  { key: 'people', sortBy: (row: (typeof rows)[number]) => row.people },
  { key: 'plain' },
]
const codes = (sort: Sort | undefined) => sorted(rows, columns, sort, 'en').map(({ code }) => code)

describe('sorting rows', () => {
  it.each([
    ['texts by the language, numbers in them by value', 'code', 'ascending', ['a1', 'A9', 'A10']],
    ['texts backwards', 'code', 'descending', ['A10', 'A9', 'a1']],
    ['numbers by value, equal ones in their order', 'people', 'ascending', ['A10', 'a1', 'A9']],
    ['nothing by a column that cannot sort', 'plain', 'ascending', ['A10', 'A9', 'a1']],
  ] as const)('puts %s', (_, key, direction, want) => {
    expect(codes({ key, direction })).toEqual(want)
  })

  it('leaves rows as they came and the given list untouched', () => {
    codes({ key: 'code', direction: 'ascending' })
    expect(codes(undefined)).toEqual(['A10', 'A9', 'a1'])
  })

  it('sorts Chinese names by their sound', () => {
    const names = ['张敏', '陈静', '李娜'].map((code) => ({ code, people: 0 }))
    const sort = { key: 'code', direction: 'ascending' } as const
    expect(sorted(names, columns, sort, 'zh-CN').map(({ code }) => code)).toEqual([
      '陈静',
      '李娜',
      '张敏',
    ])
  })

  it('goes from ascending to descending to none, and starts anew on another column', () => {
    const first = nextSort(undefined, 'code')
    expect(first).toEqual({ key: 'code', direction: 'ascending' })
    const second = nextSort(first, 'code')
    expect(second).toEqual({ key: 'code', direction: 'descending' })
    expect(nextSort(second, 'code')).toBeUndefined()
    expect(nextSort(second, 'people')).toEqual({ key: 'people', direction: 'ascending' })
  })
})
