import { describe, expect, it } from 'vitest'
import type { CalendarDay } from '@/api/types'
import {
  daysOf,
  type Entry,
  entriesOf,
  eventTypesOf,
  lengthOf,
  withEntry,
  yearsOf,
} from './entries'

const day = (date: string, over: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  kind: 'event',
  name: 'Sale',
  eventType: 'campaign',
  ...over,
})
const sale: Entry = {
  kind: 'event',
  name: 'Sale',
  eventType: 'campaign',
  upliftPct: undefined,
  from: '2026-11-10',
  to: '2026-11-12',
}

describe('the entries of a calendar', () => {
  it('are days in a row that are special in the same way', () => {
    const days = [
      day('2026-11-12'),
      day('2026-11-10'),
      day('2026-11-11'),
      day('2026-11-11', { name: 'Outage', eventType: 'outage' }),
      day('2026-11-14'),
    ]
    expect(entriesOf(days).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Sale', '2026-11-10', '2026-11-12'],
      ['Outage', '2026-11-11', '2026-11-11'],
      ['Sale', '2026-11-14', '2026-11-14'],
    ])
  })

  it.each([
    ['name', { name: 'Mailing' }],
    ['kind', { kind: 'holiday' }],
    ['type', { eventType: 'mailing' }],
    ['expected uplift', { upliftPct: 40 }],
  ] as const)('end where the %s changes', (_, over) => {
    expect(entriesOf([day('2026-11-10'), day('2026-11-11', over)])).toHaveLength(2)
  })

  it('go on over the end of a month and are counted in days', () => {
    const [entry] = entriesOf([day('2026-02-28'), day('2026-03-01')])
    expect(entry && lengthOf(entry)).toBe(2)
  })

  it('become the days again that they came from', () => {
    const days = [day('2026-11-10', { upliftPct: 0 }), day('2026-11-11', { upliftPct: 0 })]
    expect(entriesOf(days).flatMap(daysOf)).toEqual(days)
  })

  it('say neither a type nor an uplift that was not given', () => {
    const [only] = daysOf({ ...sale, eventType: '', to: sale.from })
    expect(only).toEqual({ date: '2026-11-10', kind: 'event', name: 'Sale' })
  })
})

describe('changing a calendar', () => {
  const days = [day('2026-11-09', { name: 'Other' }), ...daysOf(sale)]

  it('moves an entry and leaves the others', () => {
    const moved = withEntry(days, sale, { ...sale, from: '2026-11-12', to: '2026-11-13' })
    expect(moved.map(({ date, name }) => [date, name])).toEqual([
      ['2026-11-09', 'Other'],
      ['2026-11-12', 'Sale'],
      ['2026-11-13', 'Sale'],
    ])
  })

  it('removes an entry', () => {
    expect(withEntry(days, sale, undefined)).toEqual([days[0]])
  })

  it('has each holiday once a day, whatever it is called', () => {
    const holiday = day('2026-10-01', { kind: 'holiday', name: '国庆节', eventType: undefined })
    const renamed = withEntry([holiday], undefined, {
      ...sale,
      kind: 'holiday',
      name: 'National Day',
      eventType: '',
      from: '2026-10-01',
      to: '2026-10-01',
    })
    expect(renamed.map(({ name }) => name)).toEqual(['National Day'])
  })

  it('keeps two events of one day apart by their names', () => {
    expect(withEntry(days, undefined, { ...sale, name: 'Mailing', to: sale.from })).toHaveLength(5)
  })

  it.each([
    ['one year', [sale], [2026]],
    ['two years', [{ ...sale, from: '2026-12-30', to: '2027-01-02' }], [2026, 2027]],
    [
      'the year it left as well',
      [sale, { ...sale, from: '2028-01-01', to: '2028-01-01' }],
      [2026, 2027, 2028],
    ],
    ['none', [undefined], []],
  ] as const)('touches %s', (_, entries, want) => {
    expect(yearsOf(...entries)).toEqual(want)
  })

  it('knows the types of its events', () => {
    expect(eventTypesOf([...days, day('2026-12-01', { eventType: 'bill_run' })])).toEqual([
      'bill_run',
      'campaign',
    ])
  })
})
