import { fetchFieldWords, formWords, ruleWords, type Want, wantWords } from './refusals/words'

/** One bad field of a request: where, what is wrong, and what was found and expected there. */
export interface FieldProblem {
  readonly location: string
  readonly message: string
  /** The rule that was broken, and what belongs in its sentence. */
  readonly code?: string
  readonly figures?: readonly string[]
  readonly found?: string
  readonly expected?: string
  /** Whom or what the place belongs to, by name. */
  readonly about?: string
  /** What would be accepted, for our own words. */
  readonly want?: Want
}

/** A refusal by the server: RFC 9457 problem details, with every bad field at once. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly code: string
  readonly fields: readonly FieldProblem[]
  /** Seconds to wait before asking again, where the server says so. */
  readonly retryAfterS: number | undefined
  /** The whole body, for the members that only one kind of problem has. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>, retryAfterS?: number) {
    const title = text(body.title) || `HTTP ${status}`
    super(text(body.detail) || title)
    this.status = status
    this.title = title
    this.detail = text(body.detail)
    this.code = text(body.code)
    this.fields = Array.isArray(body.errors) ? body.errors.flatMap(fieldProblem) : []
    this.retryAfterS = retryAfterS
    this.body = body
  }
}

/** The server could not be reached at all. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** Reads a refusal, whatever a proxy in between made of it. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => ({}))
  const wait = Number(response.headers.get('Retry-After')) || undefined
  await fetchFieldWords().catch(() => undefined) // without them, in the server's words
  return new ProblemError(response.status, isRecord(body) ? body : {}, wait)
}

/** The versions of an edit that came too late, where that is what was refused. */
export function staleVersions(error: unknown): { have: number; want: number } | undefined {
  if (!(error instanceof ProblemError) || error.status !== 412) return undefined
  return { have: Number(error.body.have), want: Number(error.body.want) }
}

/**
 * The message of each bad field under the field's own name: "body.email" and
 * "/email" become "email", "body.goal.slTarget" becomes "goal.slTarget",
 * "body.templates[0].code" becomes "templates.0.code".
 */
export function fieldMessages(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {}
  const messages: Record<string, string> = {}
  for (const field of error.fields) {
    const name = fieldName(field.location)
    if (name) messages[name] ??= sentence(field)
  }
  return messages
}

/** One bad field in words: ours where the server names what it wants; else its message, then what was found and expected where they add to it. */
export function sentence(field: FieldProblem): string {
  const own =
    ruleOf(field) ?? (field.want ? wantWords(field.want, field.found) : formWords(field.message))
  if (own) return own
  const extra = [field.found, field.expected].filter(
    (part) => part && !field.message.includes(part),
  )
  return extra.length > 0 ? `${field.message} (${extra.join(' → ')})` : field.message
}

/** The sentence of the rule that stands against something, which needs no place before it. */
export function ruleOf({ code = '', figures = [] }: FieldProblem): string | undefined {
  return ruleWords(code, figures)
}

function fieldName(location: string): string {
  return location
    .replace(/^(body|query|path|header)\b[./]?/, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .replaceAll('/', '.')
    .replace(/^\.+/, '')
}

function fieldProblem(value: unknown): FieldProblem[] {
  if (!isRecord(value)) return []
  return [
    {
      location: text(value.location),
      message: text(value.message),
      ...(value.code === undefined ? {} : { code: text(value.code) }),
      ...(Array.isArray(value.figures) ? { figures: value.figures.map(text) } : {}),
      ...(value.found === undefined ? {} : { found: text(value.found) }),
      ...(value.expected === undefined ? {} : { expected: text(value.expected) }),
      ...(value.about === undefined ? {} : { about: text(value.about) }),
      ...(isRecord(value.want) ? { want: wantOf(value.want) } : {}),
    },
  ]
}

function wantOf({ code, figures }: Readonly<Record<string, unknown>>): Want {
  return { code: text(code), figures: Array.isArray(figures) ? figures.map(text) : [] }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
