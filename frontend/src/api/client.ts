import createClient from 'openapi-fetch'
import { problemOf, UnreachableError } from './problem'
import type { paths } from './schema'

type Listener = () => void
const expired = new Set<Listener>()

/** Calls the listener whenever the server no longer knows who is asking. Returns how to stop. */
export function onSessionExpired(listener: Listener): () => void {
  expired.add(listener)
  return () => expired.delete(listener)
}

/**
 * Sends a request with the session cookie. A refusal becomes a ProblemError and
 * a dead network an UnreachableError, so that a caller sees answers only.
 */
export async function send(request: Request): Promise<Response> {
  const response = await fetch(request).catch((cause: unknown) => {
    if (request.signal.aborted) throw cause
    throw new UnreachableError('the server cannot be reached', { cause })
  })
  if (response.ok || response.status === 304) return response
  const isSignIn = new URL(request.url).pathname.endsWith(`${BASE}/session`)
  if (response.status === 401 && !isSignIn) for (const listener of expired) listener()
  throw await problemOf(response)
}

/** Where every operation lives. */
export const BASE = '/api/v1'

/**
 * The typed API: `api.GET('/sites')`. A wrong path, parameter or body is an
 * error of the type check.
 */
export const api = createClient<paths>({ baseUrl: `${location.origin}${BASE}`, fetch: send })

/** The body of an answer. Refusals have been thrown before. */
export function body<T>(answer: { data?: T }): NonNullable<T> {
  if (answer.data === undefined || answer.data === null) throw new Error('the answer has no body')
  return answer.data
}

/** Says which version an edit is of, so that a newer one is not overwritten. */
export function ifMatch(version: number): { 'If-Match': string } {
  return { 'If-Match': `"${version}"` }
}

/** A fresh key that makes a repeated POST one: keep it for the retries of one act. */
export function idempotencyKey(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() }
}

interface Page<T> {
  items: T[]
  nextCursor?: string
}

/** Reads a whole list, page by page. For lists that are short by nature: sites, skills, queues. */
export async function all<T>(read: (cursor?: string) => Promise<{ data?: Page<T> }>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = body(await read(cursor))
    items.push(...page.items)
    cursor = page.nextCursor || undefined
  } while (cursor)
  return items
}
