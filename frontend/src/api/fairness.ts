import { queryOptions } from '@tanstack/react-query'
import { api, body, idempotencyKey, ifMatch } from './client'
import type { components } from './schema'
import type { NewFairnessCorrection, WishFields } from './types'

type FairnessTerms = components['schemas']['FairnessTerms']

/** What everybody of a site carried up to a day; today while none is named. */
export function fairnessQuery(site: number, to?: string) {
  return queryOptions({
    queryKey: ['fairness', site, to],
    queryFn: async ({ signal }) =>
      body(
        await api.GET('/sites/{id}/fairness', {
          params: { path: { id: site }, query: { to } },
          signal,
        }),
      ),
  })
}

/** Adds to what somebody carried, or takes away from it. */
export async function correctFairness(correction: NewFairnessCorrection) {
  return body(
    await api.POST('/fairness-corrections', {
      params: { header: idempotencyKey() },
      body: correction,
    }),
  )
}

/** Says what a site calls a burden, in the place of the version that was read. */
export async function setFairnessTerms(site: number, version: number, terms: FairnessTerms) {
  const params = { path: { id: site }, header: ifMatch(version) }
  return body(await api.PUT('/sites/{id}/fairness/terms', { params, body: terms }))
}

/** The caller's own wishes for some days, and the points that are left for them. */
export function myWishes(from: string, to: string) {
  return queryOptions({
    queryKey: ['me', 'wishes', from, to],
    queryFn: async () => body(await api.GET('/me/wishes', { params: { query: { from, to } } })),
  })
}

/** Wishes something for a day, in place of what was wished for it. */
export async function makeWish(wish: WishFields) {
  return body(await api.POST('/me/wishes', { params: { header: idempotencyKey() }, body: wish }))
}

/** Takes back an open wish. */
export async function takeBackWish(id: number) {
  return body(await api.DELETE('/me/wishes/{id}', { params: { path: { id } } }))
}
