import { describe, expect, it } from 'vitest'
import { major, minor, minorUnits } from '@/format/minor'
import { chosenSides, monthsOf, named, sidesOf, totalsOf } from './compare'
import { fieldsOf } from './draft'
import { curveOf, groupOf, isCurve, valuesOf } from './group-values'
import { namesIn, newFields, skillGroups } from './new-plan'
import { linesOf, taken } from './proposal'
import { PLAN, WEEKS } from './testing/plan'

describe('money', () => {
  it.each([
    ['GBP', 12.34, 1234],
    ['JPY', 1500, 1500],
    ['KWD', 1.2345, 1235],
    ['?', 1, 100],
  ])('%s %d is %d minor units', (currency, amount, want) =>
    expect(minor(amount, currency)).toBe(want),
  )

  it('is whole in minor units whatever floating point makes of it', () => {
    for (let cents = 0; cents < 3000; cents++) expect(minor(major(cents, 'GBP'), 'GBP')).toBe(cents)
    expect(minorUnits('GBP')).toBe(100)
  })
})

describe('the form of a group', () => {
  it.each(PLAN.groups.map((group) => [group.name, group] as const))(
    'of %s gives back the group that it shows',
    (_, group) => {
      const back = groupOf(valuesOf(group, 'GBP'), group, 'GBP', PLAN.weeks)
      expect(back).toMatchObject({
        name: group.name,
        hours: group.hours,
        payMinor: group.payMinor,
        hireCostMinor: group.hireCostMinor,
        required: group.required,
        shrinkage: group.shrinkage ?? [],
        vendors: group.vendors ?? [],
      })
    },
  )

  it('reads its hours anew when its queues are others', () => {
    const [, chat] = PLAN.groups
    if (!chat) throw new Error('no group')
    const values = { ...valuesOf(chat, 'GBP'), queueIds: ['4', '5'] }
    expect(groupOf(values, chat, 'GBP', 4).required).toEqual([0, 0, 0, 0])
  })

  it.each([
    ['', undefined],
    ['50, 70，85、100', [0.5, 0.7, 0.85, 1]],
    ['50% 100%', [0.5, 1]],
  ])('reads the curve "%s"', (text, want) => expect(curveOf(text)).toEqual(want))

  it('refuses curves with words or beyond their limits', () => {
    expect(isCurve('50, x', 0, 200)).toBe(false)
    expect(isCurve('50, 201', 0, 200)).toBe(false)
    expect(isCurve('', 0, 200)).toBe(true)
  })
})

describe('a new plan', () => {
  it('groups the queues of a site by their skill', () => {
    const queues = [
      { id: 1, siteId: 1, skillId: 9 },
      { id: 2, siteId: 2, skillId: 9 },
      { id: 3, siteId: 1, skillId: 9 },
    ]
    const skills = [
      { id: 9, name: 'Billing' },
      { id: 8, name: 'Nobody needs it' },
    ]
    expect(skillGroups(queues, skills, 1)).toEqual([{ id: 9, name: 'Billing', queueIds: [1, 3] }])
  })

  it('takes names once, between commas of any script', () => {
    expect(namesIn(' a,b，a、 \n c')).toEqual(['a', 'b', 'c'])
  })

  it('begins every group alike, in minor units and shares', () => {
    const order = {
      name: 'x',
      currency: 'cny',
      from: '2027-01-04',
      weeks: 2,
      skills: [],
      other: 'a',
      hours: 40,
      attrition: 28.5,
      outOfOffice: 15,
      inOffice: 10,
      training: 4,
      pay: 600.5,
      hireCost: 0,
    }
    const made = newFields(order, 3, [], { outOfOffice: 'out', inOffice: 'in' })
    expect(made).toMatchObject({ siteId: 3, currency: 'CNY', weeks: 2 })
    expect(made.groups).toMatchObject([
      {
        name: 'a',
        required: [0, 0],
        payMinor: 60_050,
        attrition: [{ fromWeek: 0, yearly: 0.285 }],
      },
    ])
  })
})

describe('a proposal', () => {
  const fields = fieldsOf(PLAN)
  const proposed = [
    {
      name: 'voice',
      hires: [{ week: 2, people: 4 }],
      tranches: [{ vendor: 0, week: 1, people: 5 }],
      costMinor: 0,
      shortHours: 0,
    },
    { name: 'chat', hires: [], tranches: [], costMinor: 0, shortHours: 0 },
  ]

  it('is shown as what it changes, taken away or added', () => {
    expect(
      linesOf(fields, proposed).map(({ week, before, after }) => [week, before, after]),
    ).toEqual([
      [1, 3, 0],
      [2, 0, 4],
      [1, 0, 5],
    ])
  })

  it('taken over whole leaves nothing to change', () => {
    const after = taken(fields, linesOf(fields, proposed))
    expect(linesOf(after, proposed)).toEqual([])
    expect(fields.groups[0]?.hires).toEqual([{ week: 1, people: 3 }])
  })
})

describe('plans side by side', () => {
  const sides = sidesOf(
    [PLAN, { ...PLAN, id: 8, scenarios: [] }, { ...PLAN, id: 9, currency: 'CNY' }],
    'GBP',
  )

  it('are of one currency, each with its scenarios', () => {
    expect(sides.map(({ key }) => key)).toEqual(['7', '7~busy', '8'])
  })

  it('begin with the plan and its scenarios, and stay as the address names them', () => {
    expect(chosenSides(sides, undefined, 7).map(({ key }) => key)).toEqual(['7', '7~busy'])
    expect(chosenSides(sides, named(['8', '7', 'gone']), 7).map(({ key }) => key)).toEqual([
      '8',
      '7',
    ])
  })

  it('come to sums, in which spare hours of one month do not fill another’s', () => {
    expect(totalsOf(WEEKS)).toEqual({ missing: 60, hires: 3, end: 23, costMinor: 5_343_000 })
  })

  it('have all months of any of them', () => {
    const other = { ...WEEKS, first: ['2027-02-01'] }
    expect(monthsOf([WEEKS, other]).at(-1)).toBe('2027-02-01')
  })
})
