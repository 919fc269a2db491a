import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { fieldMessages, ProblemError } from '../problem'
import { formWords, placeWords, refusalText, refusalWords, wantWords } from './words'
import './owed'
import './vendors'
import '@/features/owed/metric-names'

afterEach(() => setLanguage('en'))

const refused = new ProblemError(422, {
  title: 'Unprocessable Entity',
  code: 'invalid',
  errors: [
    {
      location: 'body.rules.maxConsecutiveDays',
      message: 'found 99; expected 1 to 31 days',
      found: '99',
      expected: '1 to 31 days',
      want: { code: 'whole_number', figures: ['1', '31'] },
    },
    { location: 'body.name', message: 'is missing' },
  ],
})

describe('what a refusal wants', () => {
  it('is said in the language on screen, with what stands there', () => {
    expect(fieldMessages(refused)).toEqual({
      'rules.maxConsecutiveDays': 'A whole number from 1 to 31 (now 99)',
      name: 'is missing',
    })
    setLanguage('zh')
    expect(fieldMessages(refused)['rules.maxConsecutiveDays']).toBe(
      '应为 1 到 31 之间的整数（现为 99）',
    )
  })

  it('leaves out what was found where that is an English phrase', () => {
    expect(wantWords({ code: 'limit', figures: [] }, 'neither a least nor a most')).toBe(
      'A least, a most or both',
    )
  })

  it('says what the form of a field has to be', () => {
    expect(formWords('expected length >= 4')).toBe('At least 4 characters')
    setLanguage('zh')
    expect(formWords('expected required property name to be present')).toBe('此项必填')
    expect(formWords('is too late')).toBeUndefined()
  })

  it('keeps the words of the server for what it does not know', () => {
    expect(wantWords({ code: 'tomorrow', figures: [] }, '1')).toBeUndefined()
    expect(refusalWords('tomorrow')).toBeUndefined()
    expect(refusalWords('stale')).toBe('Somebody changed this meanwhile: reload and look again')
  })
})

describe('what stands against a booking or an evaluation (002-09)', () => {
  const rule = (code: string, ...figures: string[]) =>
    refusalText({ code, figures, text: 'in English' }, 'Asia/Shanghai')

  it('is said in the language on screen, with its states, days and times', () => {
    expect(rule('not_working', 'suspended')).toMatch(/The state is: suspended/)
    setLanguage('zh')
    expect(rule('not_working', 'suspended')).toBe(
      '只有试用、正常或观察中的会员才能这样做。当前状态：暂停。',
    )
    expect(rule('not_open', '2026-11-20T02:00:00Z', '2')).toMatch(/第 2 档.*10:00/)
    expect(rule('certificate_ended', '2026-11-20')).toMatch(/2026年11月20日/)
  })

  it('stays in English where there are no words', () => {
    setLanguage('zh')
    expect(rule('a_rule_of_tomorrow')).toBe('in English')
  })

  it('takes the place of what a bad field says', () => {
    setLanguage('zh')
    const full = new ProblemError(409, {
      code: 'wrong_state',
      errors: [
        {
          location: 'body.places',
          message: 'found 4 of 4 taken; expected a place that is free',
          code: 'full',
          figures: ['4', '4'],
        },
      ],
    })
    expect(Object.values(fieldMessages(full))).toEqual(['4 个名额中已占 4 个。可留意他人的转让。'])
  })

  it('says amounts, days and metrics of accounts as the language writes them (001-15)', () => {
    expect(rule('beyond_cap', '1200.50 CNY', '800.00 CNY')).toMatch(/1,200\.50.*800\.00/)
    setLanguage('zh')
    expect(rule('beyond_cap', '1200.50 CNY', '800.00 CNY')).toBe(
      '扣款合计 ¥1,200.50 超过上限。该月风险金额和当年余额最多允许 ¥800.00。',
    )
    expect(rule('credit_open', 'answer_rate', 'credit_disputed')).toMatch(
      /^接通率 的扣款状态：争议中/,
    )
    expect(rule('versions_overlap', '1', '2026-01-01', '2', '2026-03-01')).toMatch(
      /第 1 版（2026年1月1日.* 起）与第 2 版/,
    )
  })

  it('calls the fields of a round and a requisition by their names (004-02, 004-06)', () => {
    setLanguage('zh')
    expect(placeWords('criteria')).toBe('标准')
    expect(placeWords('role')).toBe('岗位')
    expect(placeWords('effectiveOn')).toBe('生效日')
  })
})

describe('a place', () => {
  it('in a file is its line and column', () => {
    setLanguage('zh')
    expect(placeWords('file:3:Created at')).toBe('第 3 行，Created at')
    setLanguage('en')
    expect(placeWords('file:3:Created at')).toBe('Line 3, Created at')
  })

  it('in a request is its name, and its path where it is one of several', () => {
    expect(placeWords('body.reason')).toBe('Reason')
    expect(placeWords('body.exceptions[0].reason')).toBe('Reason (exceptions[0].reason)')
    expect(placeWords('query.subtlety')).toBe('subtlety')
  })
})
