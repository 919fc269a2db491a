import { Alert, Progress, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { finished, useJob } from '@/api/jobs'
import { usePlanStrings } from './strings'

interface Run {
  jobId: number
  doneAt?: string
}

/** How far a computation is; nothing once its result is there. */
export function RunState({ run }: { run: Run | undefined }) {
  const t = usePlanStrings()
  const client = useQueryClient()
  const waits = run !== undefined && run.doneAt === undefined && run.jobId > 0
  const { data: job } = useJob(waits ? run.jobId : undefined)
  const over = job ? finished(job) : false
  const done = job?.state === 'done'
  useEffect(() => {
    if (waits && done) void client.invalidateQueries({ queryKey: ['career-plans'] })
  }, [waits, done, client])
  if (!run) return <Text c="dimmed">{t('pending')}</Text>
  if (run.doneAt !== undefined) return null
  if (!waits || (over && !done)) return <Alert color="yellow">{t('failed')}</Alert>
  return (
    <Stack gap="xs" maw={560}>
      <Text>{t('working')}</Text>
      <Progress
        value={Math.max(3, 100 * (job?.fraction ?? 0))}
        animated
        aria-label={t('working')}
      />
    </Stack>
  )
}
