import { describe, expect, it } from 'vitest'
import type { FurtherRule, LabourLaw } from '@/api/types'
import { blankAgreement } from '../agreement-values'
import { withLaw } from './law-menu'
import { blankRule, cycleOf, cycleText, KINDS, ruleFields, ruleValues } from './rule-values'

const sent = (rule: FurtherRule) => JSON.parse(JSON.stringify(rule))

describe('a further rule in its fields', () => {
  it.each<FurtherRule>([
    { kind: 'paid_minutes', span: 'rolling', days: 7, min: 60, max: 2880, source: 'law' },
    { kind: 'shifts', class: 'N', span: 'blocks', days: 28, anchor: '2026-01-05', max: 0 },
    { kind: 'rest_after', class: 'N', next: 'N', min: 2760 },
    { kind: 'day_off_length', min: 2160, from: '12:00', flex: 240 },
    { kind: 'barred_hours', from: '22:00', to: '06:00', weekdays: [6, 7] },
    { kind: 'pattern', anchor: '2026-01-05', cycle: [['D', 'N'], [], ['off']] },
    { kind: 'whole_weekends' },
  ])('comes back as it was: $kind', (rule) => {
    expect(sent(ruleFields(ruleValues(rule)))).toEqual(rule)
  })

  it('sends only what its kind uses', () => {
    for (const kind of KINDS) {
      const fields = sent(ruleFields({ ...blankRule(kind), anchor: '2026-01-05', days: 3 }))
      expect(fields.kind).toBe(kind)
      expect('days' in fields).toBe(false)
      expect('anchor' in fields).toBe(kind === 'pattern')
    }
  })

  it('reads a rotation as people write it', () => {
    expect(cycleOf('D, D/N  * off')).toEqual([['D'], ['D', 'N'], [], ['off']])
    expect(cycleText([['D'], ['D', 'N'], [], ['off']])).toBe('D D/N * off')
  })
})

describe('the rules of a law', () => {
  it('take the place of those in the form', () => {
    const law: LabourLaw = {
      code: 'eu',
      main: [
        { field: 'weeklyMaxMin', value: 2880, source: 'a' },
        { field: 'minRestMin', value: 660, source: 'b' },
      ],
      further: [{ kind: 'long_rest', span: 'week', min: 2100, source: 'c' }],
    }
    const rules = withLaw({ ...blankAgreement().rules, weeklyMin: 50 }, law)
    expect(rules).toMatchObject({ weeklyMax: 48, weeklyMin: 48, minRest: 11 })
    expect(rules.further.map(ruleFields).map(sent)).toEqual(law.further)
  })
})
