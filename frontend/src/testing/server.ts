import { vi } from 'vitest'
import type { Me } from '@/api/types'

/** What the pretended server does with a request: the body of an answer, or a whole one. */
export type Handler = (request: Request, url: URL) => unknown | Promise<unknown>

/** Answers by "METHOD /path" below /api/v1, as in `{'GET /sites': () => ({items: []})}`. */
export type Handlers = Readonly<Record<string, Handler>>

/** A planner who may do everything but administer. */
export const PLANNER: Me = {
  userId: 1,
  name: 'Li Na',
  email: 'planner@example.org',
  roles: ['planner'],
  permissions: [
    'workforce:read',
    'workforce:manage',
    'demand:read',
    'demand:manage',
    'rosters:read',
    'rosters:manage',
  ],
  siteIds: null,
  locale: 'en',
  theme: 'light',
}

/** An agent, who sees only themselves. */
export const AGENT: Me = {
  ...PLANNER,
  userId: 2,
  name: 'Omar',
  roles: ['agent'],
  permissions: ['schedule:own'],
  personId: 7,
}

export const SITES = {
  items: [
    { id: 1, version: 3, code: 'CD', name: 'Chengdu', zone: 'Asia/Shanghai', country: 'CN' },
    { id: 2, version: 1, code: 'LDS', name: 'Leeds', zone: 'Europe/London', country: 'GB' },
  ],
}

const EMPTY = { items: [] }

/** What reading answers, where an empty list would be no answer. */
const NOTHING: Record<string, unknown> = {
  '/me/crowd': { memberships: [], pay: [] },
  '/voice/problems': { departments: [], problems: [], median: 0, ninetieth: 0 },
  '/me/adherence': {
    personId: 7,
    code: 'P7',
    name: 'Omar',
    zone: 'Europe/London',
    from: '2026-10-24',
    to: '2026-11-20',
    terms: { graceS: 60, outside: false, awayIsWork: false },
    total: { scheduledS: 0, workS: 0, workedS: 0, outS: 0, exceptions: 0, known: 0, unknown: 0 },
    days: [],
  },
}

/** An answer of a refusal in the form of RFC 9457. */
export function problem(status: number, body: object): Response {
  const headers = { 'Content-Type': 'application/problem+json' }
  return new Response(JSON.stringify({ status, ...body }), { status, headers })
}

/** An answer in JSON. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const all = { 'Content-Type': 'application/json', ...headers }
  return new Response(JSON.stringify(body), { status, headers: all })
}

/**
 * Puts a pretended server in place of the network and returns the requests it
 * got. What no handler answers is an empty list when read, and 404 otherwise.
 */
export function pretendServer(handlers: Handlers): Request[] {
  const seen: Request[] = []
  vi.stubGlobal('fetch', async (input: Request) => {
    seen.push(input.clone())
    const url = new URL(input.url)
    const path = url.pathname.replace(/^\/api\/v1/, '')
    const handler = handlers[`${input.method} ${path}`]
    if (!handler && input.method === 'GET') return json(NOTHING[path] ?? EMPTY)
    if (!handler) return problem(404, { title: 'Not Found' })
    const answer = await handler(input, url)
    if (answer instanceof Response) return answer
    return answer === undefined ? new Response(null, { status: 204 }) : json(answer)
  })
  return seen
}
