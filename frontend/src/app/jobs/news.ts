import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { activeJobsQuery, finished, useJob } from '@/api/jobs'
import { ProblemError } from '@/api/problem'
import { toast } from '@/parts/toast'
import { useShellStrings } from '../strings'
import { failureText } from './failure'
import { useJobName } from './name'
import { dismissJob } from './tracked'

/** Follows one job unseen and tells when it comes to its end. */
export function JobNews({ id }: { id: number }) {
  const t = useShellStrings()
  const nameOf = useJobName()
  const client = useQueryClient()
  const { data: job, error } = useJob(id)
  const wasRunning = useRef(false)
  useEffect(() => {
    if (!job) return
    if (!finished(job)) {
      wasRunning.current = true
      return
    }
    if (!wasRunning.current) return
    wasRunning.current = false
    const name = nameOf(job)
    if (job.state === 'done') toast.done(t('jobs.done', { name }))
    if (job.state === 'failed') toast.failed(failureText(job), t('jobs.failed', { name }))
    if (job.state === 'cancelled') toast.done(t('jobs.cancelled', { name }))
    void client.invalidateQueries(activeJobsQuery)
  }, [job, client, nameOf, t])
  const gone = error instanceof ProblemError && error.status === 404
  useEffect(() => {
    if (gone) dismissJob(id)
  }, [gone, id])
  return null
}
