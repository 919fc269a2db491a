import { describe, expect, it } from 'vitest'
import { fieldMessages, ProblemError, problemOf, sentence, staleVersions } from './problem'

const body = {
  title: 'Unprocessable Entity',
  status: 422,
  detail: 'the queue cannot be as sent',
  code: 'invalid',
  errors: [
    { location: 'body.code', message: 'is missing', expected: 'a value' },
    { location: 'body.goal.slTarget', message: 'is too high', found: '1.2', expected: 'below 1' },
    { location: 'body.templates[0].lengthsMin[2]', message: 'is no length' },
    { location: 'body.code', message: 'a second complaint' },
    'not a field at all',
  ],
}

describe('a refusal', () => {
  it('carries every bad field of the answer', () => {
    const error = new ProblemError(422, body)
    expect(error.message).toBe('the queue cannot be as sent')
    expect(error.code).toBe('invalid')
    expect(error.fields.map(({ location }) => location)).toEqual([
      'body.code',
      'body.goal.slTarget',
      'body.templates[0].lengthsMin[2]',
      'body.code',
    ])
  })

  it('gives each form field its first message under the name of the field', () => {
    expect(fieldMessages(new ProblemError(422, body))).toEqual({
      code: 'is missing (a value)',
      'goal.slTarget': 'is too high (1.2 → below 1)',
      'templates.0.lengthsMin.2': 'is no length',
    })
  })

  it('does not repeat what the message says already', () => {
    const field = { location: 'x', message: 'found 3, expected 4', found: '3', expected: '4' }
    expect(sentence(field)).toBe('found 3, expected 4')
  })

  it('is told from anything else that was thrown', () => {
    expect(fieldMessages(new Error('no'))).toEqual({})
    expect(staleVersions(new Error('no'))).toBeUndefined()
  })

  it('of a stale edit names both versions', () => {
    expect(staleVersions(new ProblemError(412, { have: 5, want: 3 }))).toEqual({ have: 5, want: 3 })
  })

  it('says when to come back', async () => {
    const answer = new Response('{}', { status: 429, headers: { 'Retry-After': '30' } })
    expect((await problemOf(answer)).retryAfterS).toBe(30)
  })

  it('by a proxy that knows no JSON is a refusal all the same', async () => {
    const error = await problemOf(new Response('<h1>Bad gateway</h1>', { status: 502 }))
    expect([error.status, error.title, error.fields]).toEqual([502, 'HTTP 502', []])
  })
})
