import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { all, api, body, ifMatch } from '@/api/client'
import { byDay } from './model/coverage'
import { Session } from './model/session'
import { Sheet } from './model/sheet'

/** Every roster, newest first. */
export const rostersQuery = queryOptions({
  queryKey: ['rosters', 'all'],
  queryFn: () =>
    all((cursor) => api.GET('/rosters', { params: { query: { cursor, limit: 200 } } })),
})

/** Every requirement that a roster could cover, newest first. */
export const requirementsQuery = queryOptions({
  queryKey: ['requirements', 'all'],
  queryFn: () =>
    all((cursor) => api.GET('/requirements', { params: { query: { cursor, limit: 200 } } })),
})

export function rosterQuery(id: number) {
  return queryOptions({
    queryKey: ['rosters', id],
    staleTime: 0,
    queryFn: async () => body(await api.GET('/rosters/{id}', { params: { path: { id } } })),
  })
}

/** The sheet on screen and the session that edits it. They live as long as the browser's tab needs them. */
export function deskQuery(id: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'desk'],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60 * 60_000,
    structuralSharing: false,
    queryFn: async () => {
      const grid = body(await api.GET('/rosters/{id}/grid', { params: { path: { id } } }))
      const sheet = new Sheet(grid)
      const session = new Session(sheet, grid.version, async (version, act, force) => {
        const params = { path: { id }, header: ifMatch(version) }
        const moves = [...act.moves]
        if (!act.exceptions) {
          return body(await api.POST('/rosters/{id}/moves', { params, body: { moves, force } }))
        }
        const granted = { exceptions: [...act.exceptions], reason: act.reason, moves, force }
        return body(await api.POST('/rosters/{id}/exceptions', { params, body: granted }))
      })
      return { sheet, session }
    },
  })
}

export type Desk = { readonly sheet: Sheet; readonly session: Session }

/** Need and plan by slot, cut into days. Of a version, so that an edit asks anew. */
export function coverageQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'coverage', version],
    placeholderData: keepPreviousData,
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/coverage', { params: { path: { id } } })),
  })
}

export { byDay }

/** Every broken rule of a version. */
export function breachesQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'violations', version],
    placeholderData: keepPreviousData,
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/violations', { params: { path: { id } } })).items,
  })
}

/** What people wish for the days, and whether the version meets it. */
export function wishesQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'wishes', version],
    placeholderData: keepPreviousData,
    queryFn: async () => body(await api.GET('/rosters/{id}/wishes', { params: { path: { id } } })),
  })
}

/** What publishing would change. */
export function diffQuery(id: number, version: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'diff', version],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/publication/diff', { params: { path: { id } } })),
  })
}

/** Why somebody works on a day as the roster has it. */
export function shiftReasonQuery(id: number, version: number, person: number, day: string) {
  return queryOptions({
    queryKey: ['rosters', id, 'why', version, person, day],
    queryFn: async () => {
      const path = { id, person, day }
      return body(
        await api.GET('/rosters/{id}/people/{person}/days/{day}/reasons', { params: { path } }),
      )
    },
  })
}

/** Why a slot has the coverage it has. */
export function slotReasonQuery(id: number, version: number, queue: number, slot: number) {
  return queryOptions({
    queryKey: ['rosters', id, 'slot', version, queue, slot],
    queryFn: async () => {
      const path = { id, queue, slot }
      return body(
        await api.GET('/rosters/{id}/queues/{queue}/slots/{slot}/reasons', { params: { path } }),
      )
    },
  })
}
