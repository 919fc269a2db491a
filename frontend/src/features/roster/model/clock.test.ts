import { describe, expect, it } from 'vitest'
import { DayClock } from './clock'

// London: clocks go forward on 29 March 2026 at 01:00, back on 25 October at 02:00.
const SPRING = ['2026-03-28T00:00Z', '2026-03-29T00:00Z', '2026-03-29T23:00Z', '2026-03-30T23:00Z']
const AUTUMN = ['2026-10-23T23:00Z', '2026-10-24T23:00Z', '2026-10-26T00:00Z', '2026-10-27T00:00Z']

describe('the clock of a day', () => {
  const spring = new DayClock(SPRING, 'Europe/London')
  const autumn = new DayClock(AUTUMN, 'Europe/London')

  it.each([
    ['an ordinary day', spring, 0, 480, 480],
    ['before the clocks go forward', spring, 1, 45, 45],
    ['after the clocks went forward', spring, 1, 480, 540],
    ['the day after', spring, 2, 480, 480],
    ['before the clocks go back', autumn, 1, 90, 90],
    ['after the clocks went back', autumn, 1, 600, 540],
    ['a night over the change', spring, 0, 1440 + 480, 1440 + 540],
  ])('shows on %s what the wall shows', (_name, clock, day, elapsed, wall) => {
    expect(clock.toWall(day, elapsed)).toBe(wall)
    expect(clock.toElapsed(day, wall)).toBe(elapsed)
  })

  it('takes a wall time that the clocks skip as the moment they do', () => {
    expect(spring.toElapsed(1, 90)).toBe(60)
  })

  it('takes a wall time that comes twice as its first', () => {
    expect(autumn.toElapsed(1, 105)).toBe(105)
  })

  it('leads back from every quarter of an hour of every day', () => {
    for (const clock of [spring, autumn]) {
      for (let day = 0; day < 3; day++) {
        for (let elapsed = 0; elapsed < 1440; elapsed += 15) {
          const wall = clock.toWall(day, elapsed)
          const again = clock.toWall(day, clock.toElapsed(day, wall))
          expect(again, `day ${day}, ${elapsed} min`).toBe(wall)
        }
      }
    }
  })

  it('counts from the first instant of the roster', () => {
    expect(spring.sinceFirst(2, 30)).toBe(1440 + 1380 + 30)
  })
})
