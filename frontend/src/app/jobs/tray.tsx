import { Drawer, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { activeJobsQuery } from '@/api/jobs'
import { TasksIcon } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { useShellStrings } from '../strings'
import { JobCard } from './card'
import { JobNews } from './news'
import { trackJob, useTrackedJobs } from './tracked'

/** Long work and how far it is. Its watchers run while it is closed too, so news is never missed. */
export function JobTray({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useShellStrings()
  const { data: active } = useQuery(activeJobsQuery)
  const tracked = useTrackedJobs()
  useEffect(() => {
    for (const job of active ?? []) trackJob(job.id)
  }, [active])
  return (
    <>
      {tracked.map((id) => (
        <JobNews key={id} id={id} />
      ))}
      <Drawer
        opened={opened}
        onClose={onClose}
        title={t('jobs.title')}
        size="sm"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {tracked.length === 0 ? (
          <Empty icon={TasksIcon} title={t('jobs.title')} text={t('jobs.none')} />
        ) : (
          <Stack gap="sm">
            {tracked.map((id) => (
              <JobCard key={id} id={id} onLeave={onClose} />
            ))}
          </Stack>
        )}
      </Drawer>
    </>
  )
}
