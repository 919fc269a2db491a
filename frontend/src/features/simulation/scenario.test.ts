import { describe, expect, it } from 'vitest'
import { stopsAt } from './json-place'
import { readScenario } from './scenario'

describe('a scenario from a file', () => {
  it('counts queues and groups of what it read', () => {
    const read = readScenario('a.json', '\uFEFF{"queues":[{},{}],"groups":[{}]}')
    expect(read).toMatchObject({ file: 'a.json', queues: 2, groups: 1 })
    expect(read.fault).toBeUndefined()
    expect(readScenario('b.json', '[]')).toMatchObject({ scenario: [], queues: 0 })
  })

  it('says where a text is no JSON', () => {
    const { scenario, fault } = readScenario('a.json', '{\n  "queues": [1,, 2]\n}')
    expect(scenario).toBeUndefined()
    expect(fault).toMatchObject({ line: 2, column: 16 })
    expect(fault?.text).not.toBe('')
  })

  it.each([
    ['{"a": [1, -2.5e3, "x\\u00e9", true, null], "b": {}}', undefined],
    ['[1, 2', 5],
    ['{"a" 1}', 5],
    ['{"a": 01}', 7],
    ['["\n"]', 1],
    ['{"a": tru}', 6],
    ['', 0],
  ])('finds where %s stops', (text, place) => {
    expect(stopsAt(text)).toBe(place ?? text.length)
    if (place === undefined) expect(() => JSON.parse(text)).not.toThrow()
    else expect(() => JSON.parse(text)).toThrow()
  })
})
