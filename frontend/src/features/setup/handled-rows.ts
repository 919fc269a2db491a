import type { components } from '@/api/schema'

export type HandleTimeRow = components['schemas']['HandleTimeRow']

/** What pasted text says, and the lines that were not understood, counted from 1. */
export interface HandledRows {
  readonly rows: readonly HandleTimeRow[]
  readonly refused: readonly number[]
}

/**
 * Reads rows of contacts at once, contacts and handle time in seconds, as a
 * spreadsheet copies them or as a CSV file has them. A heading is passed over.
 */
export function readHandled(text: string): HandledRows {
  const rows: HandleTimeRow[] = []
  const refused: number[] = []
  text.split(/\r?\n/).forEach((line, at) => {
    if (line.trim() === '') return
    const cells = line
      .trim()
      .split(/\s*[\t;,]\s*|\s+/)
      .map(Number)
    const [concurrency, contacts, ahtS] = cells
    if (
      cells.length === 3 &&
      concurrency !== undefined &&
      contacts !== undefined &&
      ahtS !== undefined &&
      concurrency >= 1 &&
      contacts >= 0 &&
      ahtS > 0
    ) {
      rows.push({ concurrency, contacts, ahtS })
    } else if (at > 0 || /\d/.test(line)) {
      refused.push(at + 1)
    }
  })
  return { rows, refused }
}
