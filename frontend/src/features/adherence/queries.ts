import { queryOptions } from '@tanstack/react-query'
import { api, body, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type AdherenceReport = Schemas['AdherenceReport']
export type AdherencePerson = Schemas['AdherencePerson']
export type AdherenceTeam = Schemas['AdherenceTeam']
export type PersonAdherence = Schemas['PersonAdherence']
export type AdherenceDay = Schemas['AdherenceDay']
export type AdherenceTerms = Schemas['AdherenceTerms']
export type AttendanceFile = Schemas['AttendanceFile']
export type Activity = Schemas['AdherenceSpell']['activity']

export const ACTIVITIES: readonly Activity[] = ['work', 'pause', 'away', 'off']

interface Days {
  from?: string
  to?: string
}

/** How a site's people kept their shifts; the last four weeks where nothing is said. */
export function siteAdherenceQuery(site: number, days: Days, team?: number) {
  return queryOptions({
    queryKey: ['adherence', 'site', site, days, team],
    queryFn: async ({ signal }) =>
      body(
        await api.GET('/sites/{id}/adherence', {
          params: { path: { id: site }, query: { ...days, teamId: team ? [team] : undefined } },
          signal,
        }),
      ),
  })
}

/** How somebody kept their shifts, day by day. */
export function personAdherenceQuery(person: number, days: Days) {
  return queryOptions({
    queryKey: ['adherence', 'person', person, days],
    queryFn: async ({ signal }) =>
      body(
        await api.GET('/people/{id}/adherence', {
          params: { path: { id: person }, query: days },
          signal,
        }),
      ),
  })
}

/** How the caller kept their own shifts of the last four weeks. */
export const ownAdherenceQuery = queryOptions({
  queryKey: ['me', 'adherence'],
  queryFn: async () => body(await api.GET('/me/adherence')),
})

/** What a site counts, with the version that a change is based on. */
export function termsQuery(site: number) {
  return queryOptions({
    queryKey: ['adherence', 'terms', site],
    queryFn: async () => {
      const answer = await api.GET('/sites/{id}/adherence/terms', {
        params: { path: { id: site } },
      })
      const version = Number(answer.response.headers.get('ETag')?.replaceAll('"', '') ?? 0)
      return { version, terms: body(answer) }
    },
  })
}

/** Says what a site counts, in the place of the version that was read. */
export async function setTerms(site: number, version: number, terms: AdherenceTerms) {
  const params = { path: { id: site }, header: ifMatch(version) }
  return body(await api.PUT('/sites/{id}/adherence/terms', { params, body: terms }))
}

/** Sends a file of agent states, to be tried or to be taken in; states are words with what they mean. */
export async function sendStates(v: {
  file: File
  dryRun: boolean
  states: Readonly<Record<string, Activity>>
}): Promise<AttendanceFile> {
  const form = new FormData()
  form.append('file', v.file)
  const state = Object.entries(v.states).map(([word, activity]) => `${word}=${activity}`)
  return body(
    await api.POST('/attendance/import', {
      params: { query: { dryRun: v.dryRun, state } },
      body: form as unknown as string,
      bodySerializer: (value) => value as unknown as FormData,
    }),
  )
}
