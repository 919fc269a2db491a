import { queryOptions } from '@tanstack/react-query'
import { api, body } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type OwnBid = Schemas['OwnBid']
export type OwnLine = Schemas['OwnLine']
export type LineChoice = Schemas['LineChoice']

/** The bids that are offered to the caller. */
export const ownBidsQuery = queryOptions({
  queryKey: ['me', 'bids'],
  queryFn: async () => body(await api.GET('/me/bids')).items,
})

/** The lines of one of them, and the caller's ranking. */
export function ownBidQuery(id: number) {
  return queryOptions({
    queryKey: ['me', 'bids', id],
    queryFn: async () => body(await api.GET('/me/bids/{id}', { params: { path: { id } } })),
  })
}

/** Ranks lines in the place of what was ranked before; none takes the choice back. */
export async function rankLines(id: number, choices: LineChoice[]) {
  return body(
    await api.PUT('/me/bids/{id}/ranking', { params: { path: { id } }, body: { choices } }),
  )
}
