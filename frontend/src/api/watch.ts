import { BASE } from './client'
import type { Job } from './types'

interface Handlers {
  /** A newer state of the job. */
  onJob(job: Job): void
  /** Events do not get through: ask instead. */
  onBroken(): void
}

interface Shared {
  source: EventSource
  listeners: Set<Handlers>
}

// A browser keeps few connections to one host, so those who follow the same job share one.
const open = new Map<number, Shared>()

/** Follows a job by server-sent events until the returned function is called. */
export function watch(id: number, handlers: Handlers): () => void {
  if (typeof EventSource === 'undefined') {
    handlers.onBroken()
    return () => {}
  }
  const shared = open.get(id) ?? connect(id)
  shared.listeners.add(handlers)
  return () => {
    shared.listeners.delete(handlers)
    if (shared.listeners.size > 0) return
    shared.source.close()
    if (open.get(id) === shared) open.delete(id)
  }
}

function connect(id: number): Shared {
  const shared: Shared = {
    source: new EventSource(`${BASE}/jobs/${id}/events`, { withCredentials: true }),
    listeners: new Set(),
  }
  open.set(id, shared)
  const take = (event: MessageEvent<string>) => {
    const job = parse(event.data)
    if (job) for (const listener of [...shared.listeners]) listener.onJob(job)
  }
  shared.source.onmessage = take
  shared.source.addEventListener('job', take)
  shared.source.onerror = () => {
    // CONNECTING means that the browser is already trying again by itself.
    if (shared.source.readyState !== EventSource.CLOSED) return
    if (open.get(id) === shared) open.delete(id)
    for (const listener of [...shared.listeners]) listener.onBroken()
  }
  return shared
}

function parse(data: string): Job | undefined {
  try {
    return JSON.parse(data) as Job
  } catch {
    return undefined // a comment or a ping of a proxy
  }
}
