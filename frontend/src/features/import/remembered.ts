import type { Settings } from './settings'

const KEY = 'muster-import-mapping'
const MOST = 20

type Kept = [header: string, settings: Settings][]

// A report comes every week with the same columns: how it was read is kept on this device.
function read(): Kept {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(saved) ? (saved as Kept) : []
  } catch {
    return []
  }
}

/** How a file with these columns was read last time. */
export function remembered(header: readonly string[]): Settings | undefined {
  return read().find(([known]) => known === header.join('\t'))?.[1]
}

/** Keeps how a file with these columns is read; the oldest of many is forgotten. */
export function remember(header: readonly string[], settings: Settings): void {
  const key = header.join('\t')
  const others = read().filter(([known]) => known !== key)
  try {
    localStorage.setItem(KEY, JSON.stringify([[key, settings], ...others].slice(0, MOST)))
  } catch {
    // storage is forbidden or full here: the next file is recognised afresh
  }
}
