import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { api, body } from './client'
import { ProblemError } from './problem'
import type { Me, Permission, Preferences } from './types'

/** Who is signed in; null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Me | null> => {
    try {
      return body(await api.GET('/session'))
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null
      throw error
    }
  },
})

/** The one who is signed in. Only below the shell, whose route lets nobody else pass. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Error('nobody is signed in')
  return data
}

/** Whether a person may do something. */
export function may(me: Me, permission: Permission): boolean {
  return me.permissions.includes(permission)
}

/** Whether the one who is signed in may do something. */
export function useMay(permission: Permission): boolean {
  return may(useMe(), permission)
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (credentials: { email: string; password: string }) =>
      body(await api.POST('/session', { body: credentials })),
    onSuccess: (me) => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, me)
    },
  })
}

/** Ends the session on the server. The caller then leaves the page. */
export function useSignOut() {
  return useMutation({ mutationFn: () => api.DELETE('/session') })
}

/** Keeps the chosen language and theme with the account, so that they follow the person. */
export function useSavePreferences() {
  return useMutation({
    mutationFn: (preferences: Preferences) =>
      api.PUT('/session/preferences', { body: preferences }),
  })
}
