import { createMemoryHistory } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { newQueryClient } from '@/api/query'
import type { Me } from '@/api/types'
import { App } from '@/app/app'
import { newRouter } from '@/app/router'
import { setLanguage } from '@/i18n'
import { type Handlers, PLANNER, pretendServer, SITES } from './server'

interface Options {
  me?: Me | null
  handlers?: Handlers
}

/**
 * Opens the whole app at an address before a pretended server, as somebody, and
 * waits for the first heading.
 */
export async function openApp(path: string, { me = PLANNER, handlers = {} }: Options = {}) {
  localStorage.setItem('muster-theme', 'light')
  setLanguage('en')
  const requests = pretendServer({
    'GET /session': () => me ?? new Response(null, { status: 401 }),
    'GET /sites': () => SITES,
    'PUT /session/preferences': () => me,
    ...handlers,
  })
  const queryClient = newQueryClient()
  const history = createMemoryHistory({ initialEntries: [path] })
  const router = newRouter(queryClient, history)
  const user = userEvent.setup()
  const view = render(<App queryClient={queryClient} router={router} />)
  await screen.findByRole('heading', { level: 1 }, { timeout: 10_000 })
  return { ...view, user, router, requests, queryClient }
}

/** The body of the last request that was sent to a place. */
export async function lastBody(requests: readonly Request[], method: string, path: string) {
  const found = requests.findLast(
    (request) => request.method === method && new URL(request.url).pathname.endsWith(path),
  )
  return found ? ((await found.json()) as Record<string, unknown>) : undefined
}
