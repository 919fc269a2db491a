import { describe, expect, it, vi } from 'vitest'
import { json, pretendServer, problem, SITES } from '@/testing/server'
import { all, api, body, idempotencyKey, ifMatch, onSessionExpired } from './client'
import { ProblemError, UnreachableError } from './problem'

describe('the API client', () => {
  it('sends to the versioned address and returns what came', async () => {
    const requests = pretendServer({ 'GET /sites': () => SITES })
    expect(body(await api.GET('/sites')).items).toHaveLength(2)
    expect(new URL(requests[0]?.url ?? '').pathname).toBe('/api/v1/sites')
  })

  it('throws refusals', async () => {
    pretendServer({ 'GET /sites': () => problem(403, { title: 'Forbidden', code: 'forbidden' }) })
    await expect(api.GET('/sites')).rejects.toMatchObject({ status: 403, code: 'forbidden' })
  })

  it('tells a dead network from a refusal', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))
    await expect(api.GET('/sites')).rejects.toBeInstanceOf(UnreachableError)
  })

  it('tells the shell when the session has ended, but not when signing in fails', async () => {
    const ended = vi.fn()
    const stop = onSessionExpired(ended)
    pretendServer({
      'GET /sites': () => problem(401, {}),
      'POST /session': () => problem(401, {}),
    })
    const credentials = { email: 'a@b.example', password: 'wrong' }
    await expect(api.POST('/session', { body: credentials })).rejects.toBeInstanceOf(ProblemError)
    expect(ended).not.toHaveBeenCalled()
    await expect(api.GET('/sites')).rejects.toBeInstanceOf(ProblemError)
    expect(ended).toHaveBeenCalledOnce()
    stop()
    await expect(api.GET('/sites')).rejects.toBeInstanceOf(ProblemError)
    expect(ended).toHaveBeenCalledOnce()
  })

  it('reads a list to its last page', async () => {
    pretendServer({
      'GET /sites': (_, url) =>
        url.searchParams.get('cursor') === 'two'
          ? { items: [SITES.items[1]] }
          : { items: [SITES.items[0]], nextCursor: 'two' },
    })
    const sites = await all((cursor) => api.GET('/sites', { params: { query: { cursor } } }))
    expect(sites.map(({ id }) => id)).toEqual([1, 2])
  })

  it('names the version that an edit is of, and makes each creation its own', () => {
    expect(ifMatch(7)).toEqual({ 'If-Match': '"7"' })
    expect(idempotencyKey()['Idempotency-Key']).not.toBe(idempotencyKey()['Idempotency-Key'])
  })

  it('does not take an answer without a body for one', () => {
    expect(() => body({})).toThrow('no body')
    expect(body({ data: json })).toBe(json)
  })
})
