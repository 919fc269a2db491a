import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, body } from './client'
import type { Job } from './types'
import { watch } from './watch'

const POLL_MS = 2000

/** Whether a job has come to its end, good or bad. */
export function finished(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}

export function jobQuery(id: number) {
  return queryOptions({
    queryKey: ['jobs', id],
    queryFn: async () => body(await api.GET('/jobs/{id}', { params: { path: { id } } })),
  })
}

/** The jobs at work or waiting. Asked again often only while there is one. */
export const activeJobsQuery = queryOptions({
  queryKey: ['jobs', 'active'],
  refetchInterval: (query) => (query.state.data?.length ? 5_000 : 60_000),
  queryFn: async () => {
    const query = { active: true, limit: 50 }
    return body(await api.GET('/jobs', { params: { query } })).items
  },
})

/**
 * Follows one job live: by server-sent events, which resume after a break with
 * Last-Event-ID, and by asking every two seconds where those do not get through.
 * Several components may follow the same job; give undefined to follow none.
 */
export function useJob(id: number | undefined) {
  const client = useQueryClient()
  const [polling, setPolling] = useState(false)
  const query = useQuery({
    ...jobQuery(id ?? 0),
    enabled: id !== undefined,
    refetchInterval: ({ state }) =>
      polling && !(state.data && finished(state.data)) ? POLL_MS : false,
  })
  const over = query.data ? finished(query.data) : false
  useEffect(() => {
    if (id === undefined || over) return
    return watch(id, {
      onJob: (job) => client.setQueryData(jobQuery(id).queryKey, (old) => newer(old, job)),
      onBroken: () => setPolling(true),
    })
  }, [id, over, client])
  return query
}

/** Asks a job to stop. It does so within a second, keeping the best it has found. */
export function useCancelJob() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: number) => api.POST('/jobs/{id}/cancellation', { params: { path: { id } } }),
    onSettled: (_data, _error, id) => client.invalidateQueries(jobQuery(id)),
  })
}

// Events and polled answers may overtake each other: the later version stays.
function newer(old: Job | undefined, job: Job): Job {
  return old && old.version > job.version ? old : job
}
