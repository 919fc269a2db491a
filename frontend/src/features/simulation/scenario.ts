import { stopsAt } from './json-place'

/** A file that was chosen as a scenario: what it holds, or why it is no JSON and where. */
export interface ReadScenario {
  readonly file: string
  readonly scenario?: unknown
  readonly queues: number
  readonly groups: number
  readonly fault?: { readonly text: string; readonly line: number; readonly column: number }
}

/** Reads a scenario's text. Whether it can be played the server says, by field. */
export function readScenario(file: string, text: string): ReadScenario {
  try {
    const scenario: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return {
      file,
      scenario,
      queues: lengthOf(scenario, 'queues'),
      groups: lengthOf(scenario, 'groups'),
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { file, queues: 0, groups: 0, fault: { text: reason, ...placeIn(text) } }
  }
}

function lengthOf(scenario: unknown, key: 'queues' | 'groups'): number {
  if (typeof scenario !== 'object' || scenario === null) return 0
  const list = (scenario as Record<string, unknown>)[key]
  return Array.isArray(list) ? list.length : 0
}

/** Where a text stops being JSON, as an editor counts. */
function placeIn(text: string) {
  const before = text.slice(0, stopsAt(text)).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
