import { createStore, useStore } from '../store'

const KEY = 'muster-jobs'

// The jobs this person started or saw in this browser tab: they stay in the
// tray, finished or not, until dismissed, and outlive a reload of the page.
const tracked = createStore<readonly number[]>(read())

function read(): number[] {
  try {
    const saved: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
    return Array.isArray(saved) ? saved.filter((one) => typeof one === 'number') : []
  } catch {
    return []
  }
}

function keep(ids: readonly number[]): void {
  tracked.set(ids)
  try {
    sessionStorage.setItem(KEY, JSON.stringify(ids))
  } catch {
    // storage is forbidden here: the tray forgets at the next reload
  }
}

/** Puts a job into the tray. Call it with the jobId that starting some work returned. */
export function trackJob(id: number): void {
  if (!tracked.get().includes(id)) keep([id, ...tracked.get()])
}

/** Takes a job out of the tray. */
export function dismissJob(id: number): void {
  if (tracked.get().includes(id)) keep(tracked.get().filter((one) => one !== id))
}

/** Takes every job out of the tray: the next person to sign in starts with an empty one. */
export function dismissAllJobs(): void {
  keep([])
}

/** The jobs of the tray, newest first. */
export function useTrackedJobs(): readonly number[] {
  return useStore(tracked)
}
