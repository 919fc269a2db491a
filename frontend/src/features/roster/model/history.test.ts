import { describe, expect, it } from 'vitest'
import { EMPTY_HISTORY, withAct, withRedone, withUndone } from './history'

const act = (label: string) => ({
  label,
  moves: [{ op: 'lock' as const, personId: 1, day: '2026-03-02' }],
})

describe('what can be undone', () => {
  it('is the last hundred acts', () => {
    let history = EMPTY_HISTORY
    for (let i = 0; i < 130; i++) history = withAct(history, act(`${i}`))
    expect(history.done).toHaveLength(100)
    expect(history.done.at(-1)?.label).toBe('129')
  })

  it('forgets what was undone once something new is done', () => {
    const undone = withUndone(withAct(EMPTY_HISTORY, act('a')), act('a'))
    expect(undone).toMatchObject({ done: [], undone: [{ label: 'a' }] })
    expect(withAct(undone, act('b')).undone).toEqual([])
  })

  it('goes back and forth', () => {
    const two = withAct(withAct(EMPTY_HISTORY, act('a')), act('b'))
    const again = withRedone(withUndone(two, act('b')), act('b'))
    expect(again.done.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(again.undone).toEqual([])
  })

  it('does not count what changed nothing', () => {
    expect(withAct(EMPTY_HISTORY, { label: '', moves: [] })).toBe(EMPTY_HISTORY)
  })
})
