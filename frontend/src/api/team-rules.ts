import { queryOptions } from '@tanstack/react-query'
import { api, body, ifMatch } from './client'
import type { TeamRule } from './types'

/** A site's rules about who works together. */
export function teamRulesQuery(site: number) {
  return queryOptions({
    queryKey: ['team-rules', site],
    queryFn: async ({ signal }) =>
      body(await api.GET('/sites/{id}/team-rules', { params: { path: { id: site } }, signal })),
  })
}

/** Replaces a site's rules about who works together. */
export async function saveTeamRules(site: number, version: number, rules: readonly TeamRule[]) {
  return body(
    await api.PUT('/sites/{id}/team-rules', {
      params: { path: { id: site }, header: ifMatch(version) },
      body: { rules: [...rules] },
    }),
  )
}
