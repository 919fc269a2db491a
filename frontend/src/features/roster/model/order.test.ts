import { describe, expect, it } from 'vitest'
import { gridOf, shiftAt } from '../testing/grid'
import { orderOf, type View } from './order'
import { Sheet } from './sheet'

const sheet = new Sheet(
  gridOf({
    names: ['Zoe', 'Omar', 'Li Na', 'Åsa'],
    shifts: [
      { person: 1, day: 0, shift: shiftAt(540) },
      { person: 1, day: 1, shift: shiftAt(540) },
      { person: 3, day: 0, shift: shiftAt(540, { paidMin: 1200 }) },
    ],
  }),
)

describe('the people in sight', () => {
  it.each<[string, View, number[]]>([
    ['everybody by code', {}, [0, 1, 2, 3]],
    ['by name, as the language sorts', { sort: 'name' }, [3, 2, 1, 0]],
    ['by most hours', { sort: 'hours' }, [3, 1, 0, 2]],
    ['by most shifts', { sort: 'shifts' }, [1, 3, 0, 2]],
    ['by team, those without one last', { sort: 'team' }, [0, 1, 2, 3]],
    ['whose name has all words', { q: 'na li' }, [2]],
    ['whose code fits', { q: 'p3' }, [3]],
    ['of an employer', { employer: 2 }, [2]],
    ['of a team', { team: 7 }, [0]],
    ['who serve a queue', { queue: 1 }, [0, 1, 3]],
    ['with broken rules', { only: new Set([1, 2]) }, [1, 2]],
    ['nobody', { q: 'nobody' }, []],
  ])('are %s', (_what, view, expected) => {
    expect(orderOf(sheet, view, 'en')).toEqual(expected)
  })
})
