import { useQuery } from '@tanstack/react-query'
import type { Observed } from './timeline'

/** What was observed of a queue between two days, both included. */
export function useObserved(queue: number, from: string, to: string) {
  return useQuery<Observed | undefined>({
    queryKey: ['history', queue, from, to],
    queryFn: async () => undefined,
    enabled: false,
  })
}
