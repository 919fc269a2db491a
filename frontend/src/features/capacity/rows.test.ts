import { describe, expect, it } from 'vitest'
import { fieldsOf } from './draft'
import { rowsOf, strengthOf, thursday, yearEnds } from './rows'
import { PLAN, WEEKS } from './testing/plan'

const fields = fieldsOf(PLAN)
const ids = (rows: ReturnType<typeof rowsOf>) => rows.map(({ id }) => id)

describe('the rows of a plan', () => {
  it('are a line a group until groups are opened', () => {
    const rows = rowsOf(fields, WEEKS, 'people', new Set())
    expect(ids(rows)).toEqual(['-1 band', '0 band', '1 band'])
    expect(rows[1]?.values).toEqual([0, 0, -2, 1])
  })

  it('show what is written in a week beside what is computed, hires once', () => {
    const rows = rowsOf(fields, WEEKS, 'people', new Set([0]))
    expect(ids(rows).slice(2, 5)).toEqual(['0 hire', '0 tranche 0', '0 start'])
    expect(ids(rows)).not.toContain('0 hires')
    expect(rows[2]?.values).toEqual([0, 3, 0, 0])
    expect(rows[3]?.name).toBe('North')
  })

  it('let hours be written only where no queue says them', () => {
    const of = (group: number) => ids(rowsOf(fields, WEEKS, 'hours', new Set([group])))
    expect(of(0)).toContain('0 required')
    expect(of(0)).not.toContain('0 requiredHours')
    expect(of(0)).toContain('0 share 0')
    expect(of(1)).toContain('1 requiredHours')
    expect(of(1)).not.toContain('1 required')
  })

  it('are only read by month, and in money', () => {
    const kinds = (rows: ReturnType<typeof rowsOf>) => new Set(rows.map(({ kind }) => kind))
    const month = { ...WEEKS, period: 'month' as const }
    expect(kinds(rowsOf(fields, month, 'people', new Set([0])))).not.toContain('input')
    expect(kinds(rowsOf(fields, WEEKS, 'money', new Set([0])))).not.toContain('input')
  })
})

describe('how a gap looks', () => {
  it.each([
    [-20, 100, -3],
    [-6, 100, -2],
    [-2, 100, -1],
    [-0.5, 100, 0],
    [0.01, 0, 0],
    [5, 0, 3],
    [8, 100, 2],
    [null, 100, 0],
  ])('%s against %s is %s', (gap, against, want) => expect(strengthOf(gap, against)).toBe(want))
})

describe('the years of a plan', () => {
  it('take a week by its Thursday, and say which year the plan does not end', () => {
    const years = yearEnds(WEEKS, WEEKS.total)
    expect(years.map(({ year, part }) => [year, part])).toEqual([
      ['2026', false],
      ['2027', true],
    ])
    expect(years[0]).toMatchObject({ people: 23, gap: -3, hires: 3, costMinor: 2_583_000 })
  })

  it('know the Thursday of a week across the end of a year', () => {
    expect(thursday('2026-12-28')).toBe('2026-12-31')
    expect(thursday('2026-12-28', 7)).toBe('2027-01-07')
  })
})
