import { afterEach, describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { fieldMessages, ProblemError } from '../problem'
import { formWords, refusalWords, wantWords } from './words'

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
