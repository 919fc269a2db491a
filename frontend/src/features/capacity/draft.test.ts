import { describe, expect, it } from 'vitest'
import {
  byWeek,
  fieldsOf,
  mondayFrom,
  toSave,
  withHires,
  withoutGroup,
  withRequired,
  withShare,
  withTranche,
} from './draft'
import { PLAN } from './testing/plan'

const group = { ...PLAN.groups[0], name: 'voice' } as (typeof PLAN.groups)[number]

describe('what is edited in a week', () => {
  it('replaces the hires of that week, keeps the others in order, and drops none', () => {
    const more = withHires(withHires(group, 3, 4), 1, 2)
    expect(more.hires).toEqual([
      { week: 1, people: 2 },
      { week: 3, people: 4 },
    ])
    expect(withHires(more, 3, 0).hires).toEqual([{ week: 1, people: 2 }])
    expect(group.hires).toEqual([{ week: 1, people: 3 }]) // as it was
  })

  it('tells the vendors of a week apart', () => {
    const both = withTranche(withTranche(group, 0, 2, 5), 1, 2, 6)
    expect(withTranche(both, 0, 2, 0).tranches).toEqual([{ vendor: 1, week: 2, people: 6 }])
  })

  it('makes one share of all weeks a share a week, and back when they are alike', () => {
    const changed = withShare(group, 0, 1, 0.3, 3)
    expect(changed.shrinkage?.[0]?.share).toEqual([0.25, 0.3, 0.25])
    expect(withShare(changed, 0, 1, 0.25, 3).shrinkage?.[0]?.share).toEqual([0.25])
  })

  it('fills weeks that had no required hours with none', () => {
    expect(withRequired({ ...group, required: [] }, 1, 80, 3).required).toEqual([0, 80, 0])
  })

  it('sums what begins in the same week', () => {
    const things = [
      { week: 1, people: 2 },
      { week: 1, people: 0.5 },
    ]
    expect(byWeek(things, 3)).toEqual([0, 2.5, 0])
    expect(byWeek(undefined, 2)).toEqual([0, 0])
  })
})

describe('the fields of a plan', () => {
  it('have nothing that only the server knows', () => {
    const fields = fieldsOf(PLAN)
    expect(Object.keys(fields)).not.toContain('version')
    expect(Object.keys(fields)).not.toContain('note')
    expect(fields.groups[1]).not.toHaveProperty('basis')
  })

  it('leave hours that were read from outlooks where they are', () => {
    const fields = fieldsOf(PLAN)
    const [typed, read] = toSave(fields, PLAN).groups
    expect(typed?.required).toHaveLength(PLAN.weeks)
    expect(read?.required).toBeUndefined()
  })

  it('send them along where the group or the weeks are others', () => {
    const fields = fieldsOf(PLAN)
    const renamed = {
      ...fields,
      groups: fields.groups.map((one) => ({ ...one, name: `${one.name}!` })),
    }
    expect(toSave(renamed, PLAN).groups[1]?.required).toBeDefined()
    expect(toSave({ ...fields, weeks: 3 }, PLAN).groups[1]?.required).toBeDefined()
  })

  it('forget the transfers of a group that goes, and count the others anew', () => {
    const fields = {
      ...fieldsOf(PLAN),
      transfers: [
        { from: 0, to: 1, week: 0, people: 1 },
        { from: 1, to: 2, week: 0, people: 2 },
      ],
    }
    expect(withoutGroup(fields, 0).transfers).toEqual([{ from: 0, to: 1, week: 0, people: 2 }])
  })
})

describe('a first Monday', () => {
  it.each([
    ['2026-11-23', '2026-11-23'],
    ['2026-11-24', '2026-11-30'],
    ['2026-11-29', '2026-11-30'],
    ['2026-12-31', '2027-01-04'],
  ])('on or after %s is %s', (day, want) => expect(mondayFrom(day)).toBe(want))
})
