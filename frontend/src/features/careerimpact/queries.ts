import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, ifMatch } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Impact = Schemas['CareerImpact']
export type Activity = Schemas['ImpactActivity']
export type Measure = Schemas['ImpactMeasure']
export type Words = Schemas['ImpactWords']

export const impactQuery = queryOptions({
  queryKey: ['career-impact'],
  queryFn: async () => body(await api.GET('/career-impact-assessment')),
})

/** Writes what people say, in the place of the version that they saw. */
export function useSay(done: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ version, words }: { version: number; words: Words }) =>
      body(
        await api.PUT('/career-impact-assessment', {
          params: { header: ifMatch(version) },
          body: words,
        }),
      ),
    onSuccess: (now) => {
      client.setQueryData(impactQuery.queryKey, now)
      done()
    },
  })
}
