import { ActionIcon, Anchor, Button, Group, Paper, Progress, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { finished, useCancelJob, useJob } from '@/api/jobs'
import type { Job } from '@/api/types'
import { CloseIcon } from '@/design/icons'
import { duration, useFormat } from '@/format'
import { type Standing, Status } from '@/parts/status'
import { useShellStrings } from '../strings'
import { useDoing } from './doing'
import { failureText } from './failure'
import { placeOf, useJobName } from './name'
import { dismissJob } from './tracked'

const STANDING: Record<Job['state'], Standing> = {
  queued: 'info',
  running: 'info',
  done: 'ok',
  failed: 'bad',
  cancelled: 'warn',
}

/** One job in the tray: how far it is, what it has found, and how to stop or dismiss it. */
export function JobCard({ id, onLeave }: { id: number; onLeave: () => void }) {
  const t = useShellStrings()
  const nameOf = useJobName()
  const cancel = useCancelJob()
  const { data: job } = useJob(id)
  if (!job) return null
  const name = nameOf(job)
  const place = placeOf(job)
  return (
    <Paper withBorder p="sm" component="section" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Text fw={600}>{name}</Text>
        <Group gap="xs" wrap="nowrap">
          <Status standing={STANDING[job.state]}>
            {job.cancelling && !finished(job) ? t('jobs.stopping') : t(`jobs.states.${job.state}`)}
          </Status>
          {finished(job) && (
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('jobs.dismiss', { name })}
              onClick={() => dismissJob(id)}
            >
              <CloseIcon size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {!finished(job) && (
        <Progress
          value={job.fraction * 100}
          aria-label={name}
          animated={job.fraction === 0}
          mb={6}
        />
      )}
      <JobFigures job={job} />
      <Group gap="xs" mt="xs">
        {place && (
          <Anchor component={Link} to={place} onClick={onLeave}>
            {t('jobs.show')}
          </Anchor>
        )}
        {!finished(job) && (
          <Button
            size="xs"
            variant="default"
            loading={cancel.isPending || job.cancelling}
            onClick={() => cancel.mutate(id)}
            aria-label={t('jobs.cancelJob', { name })}
          >
            {t('jobs.cancel')}
          </Button>
        )}
      </Group>
    </Paper>
  )
}

/** The figures of a job in one line: phase, best value, proven bound, time taken. */
function JobFigures({ job }: { job: Job }) {
  const t = useShellStrings()
  const format = useFormat()
  const doing = useDoing()
  const end = job.finishedAt ? new Date(job.finishedAt) : new Date()
  const seconds = job.startedAt ? (end.getTime() - new Date(job.startedAt).getTime()) / 1000 : 0
  const parts = [
    job.state === 'failed' ? failureText(job) : doing(job),
    job.best != null && t('jobs.best', { value: format.number(job.best, 1) }),
    job.bound != null && t('jobs.bound', { value: format.number(job.bound, 1) }),
    seconds >= 1 && t('jobs.elapsed', { time: duration(seconds) }),
  ].filter(Boolean)
  return (
    <Text size="sm" c="dimmed">
      {parts.join(' · ')}
    </Text>
  )
}
