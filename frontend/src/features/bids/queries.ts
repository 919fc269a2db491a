import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'
import type { Once } from '@/app/jobs/ordered'

type Schemas = components['schemas']
export type Bid = Schemas['Bid']
export type BidReport = Schemas['BidReport']
export type BidAward = Schemas['BidAward']
export type Bidder = Schemas['Bidder']
export type NewBid = Schemas['NewBid']
export type KeptDesign = Schemas['KeptDesign']
export type NewKeptDesign = Schemas['NewKeptDesign']

/** Kept designs, newest first. */
export const designsQuery = queryOptions({
  queryKey: ['kept-designs', 'list'],
  queryFn: async () =>
    body(await api.GET('/kept-designs', { params: { query: { limit: 100 } } })).items,
})

/** One design, which never changes once it is done. */
export function designQuery(id: number) {
  return queryOptions({
    queryKey: ['kept-designs', 'one', id],
    queryFn: async () => body(await api.GET('/kept-designs/{id}', { params: { path: { id } } })),
    staleTime: (query) => (query.state.data?.done ? Number.POSITIVE_INFINITY : 0),
  })
}

/** Searches for a design and keeps it; its job shows the progress. */
export function useKeepDesign() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ order, once }: { order: NewKeptDesign; once: Once }) =>
      body(await api.POST('/kept-designs', { body: order, params: { header: once } })),
    onSettled: () => client.invalidateQueries({ queryKey: designsQuery.queryKey }),
  })
}

export function useForgetDesign() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) =>
      body(await api.DELETE('/kept-designs/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: designsQuery.queryKey }),
  })
}

/** Bids, newest first. */
export const bidsQuery = queryOptions({
  queryKey: ['bids', 'list'],
  staleTime: 0,
  queryFn: async () => body(await api.GET('/bids', { params: { query: { limit: 100 } } })).items,
})

export function bidQuery(id: number) {
  return queryOptions({
    queryKey: ['bids', 'one', id],
    staleTime: 0,
    queryFn: async () => body(await api.GET('/bids/{id}', { params: { path: { id } } })),
  })
}

/** Who would get which line now, or got it. */
export function awardQuery(id: number) {
  return queryOptions({
    queryKey: ['bids', 'one', id, 'award'],
    staleTime: 0,
    queryFn: async () => body(await api.GET('/bids/{id}/award', { params: { path: { id } } })),
  })
}

// What is said once it is done is given here, not with the order: who ordered may be gone
// from the screen by the time that the bid is read again.
function useBidChange<V, R>(change: (values: V) => Promise<R>, done?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: ['bids'] }),
  })
}

export function useOfferBid() {
  return useBidChange(async (order: NewBid) =>
    body(await api.POST('/bids', { body: order, params: { header: idempotencyKey() } })),
  )
}

export function useForgetBid() {
  return useBidChange(async (id: number) =>
    body(await api.DELETE('/bids/{id}', { params: { path: { id } } })),
  )
}

/** When a bid opens and closes. */
interface BidWindow {
  readonly opensAt: string
  readonly closesAt: string
}

/** Moves the opening or the end of a bid. */
export function useWindow() {
  return useBidChange(async ({ bid, ...window }: { bid: Bid } & Partial<BidWindow>) => {
    const { id, version, name, rule } = bid
    const { opensAt, closesAt } = { ...bid, ...window }
    const params = { path: { id }, header: ifMatch(version) }
    return body(await api.PUT('/bids/{id}', { params, body: { name, rule, opensAt, closesAt } }))
  })
}

/** Writes an award into its roster just as it was previewed. */
export function useAward(done: () => void) {
  return useBidChange(async ({ award, force }: { award: BidAward; force: boolean }) => {
    const params = { path: { id: award.bidId }, header: ifMatch(award.version) }
    const order = { fingerprint: award.fingerprint, force: force || undefined }
    return body(await api.POST('/bids/{id}/award', { params, body: order }))
  }, done)
}
