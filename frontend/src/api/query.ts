import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem'

/** Makes the cache of server state. What the server refused is not asked again by itself. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  })
}
