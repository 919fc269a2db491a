import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { activeJobsQuery } from '@/api/jobs'
import { JobNews } from './news'
import { trackJob, useTrackedJobs } from './tracked'

const Drawer = lazy(() => import('./drawer').then((module) => ({ default: module.JobDrawer })))

/** Long work and how far it is. Its watchers run while it is closed too, so news is never missed. */
export function JobTray({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { data: active } = useQuery(activeJobsQuery)
  const tracked = useTrackedJobs()
  const wasOpened = useRef(false)
  wasOpened.current ||= opened
  useEffect(() => {
    for (const job of active ?? []) trackJob(job.id)
  }, [active])
  return (
    <>
      {tracked.map((id) => (
        <JobNews key={id} id={id} />
      ))}
      {wasOpened.current && (
        <Suspense>
          <Drawer opened={opened} onClose={onClose} ids={tracked} />
        </Suspense>
      )}
    </>
  )
}
