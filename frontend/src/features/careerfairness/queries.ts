import { queryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type FairReport = Schemas['CareerFairness']
export type FairSheet = Schemas['FairSheet']
export type FairFigure = Schemas['FairFigure']
export type GroupsFile = Schemas['ProtectedFile']
export type RoundCheck = Schemas['RoundCheck']

/** Asking is a look that is written down, so it is not asked again by itself. */
export const reportQuery = queryOptions({
  queryKey: ['career-fairness'],
  queryFn: async () => body(await api.GET('/career-fairness')),
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
})

/** Sends a file of groups, to be tried or to be taken in. */
export async function sendGroups(v: { file: File; dryRun: boolean }): Promise<GroupsFile> {
  const form = new FormData()
  form.append('file', v.file)
  return body(
    await api.POST('/protected-attributes/import', {
      params: { query: { dryRun: v.dryRun } },
      body: form as unknown as string,
      bodySerializer: (value) => value as unknown as FormData,
    }),
  )
}
