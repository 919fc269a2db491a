import { Progress as Bar, Button, Group, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { finished, useCancelJob } from '@/api/jobs'
import type { Job } from '@/api/types'
import { failureOf } from '@/app/jobs/failure'
import { duration, useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { useRosterStrings } from '../strings'
import { Chart } from './chart'
import { impossiblePeople } from './impossible'
import { useConvergence } from './use-convergence'

/** A search as it goes: phase, best value and proven bound drawing together, time taken, a way to stop. */
export function Progress({ job }: { job: Job }) {
  const t = useRosterStrings()
  const format = useFormat()
  const cancel = useCancelJob()
  const [now, setNow] = useState(() => Date.now())
  const over = finished(job)
  useEffect(() => {
    if (over) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [over])
  const from = new Date(job.startedAt ?? job.createdAt).getTime()
  const until = job.finishedAt ? new Date(job.finishedAt).getTime() : now
  const seconds = Math.max(0, (until - from) / 1000)
  const points = useConvergence(job, seconds)
  const gap =
    job.best && job.bound != null ? Math.max(0, (job.best - job.bound) / job.best) : undefined
  const phase = PHASES.find((one) => one === phaseOf(job))
  return (
    <>
      {!over && (
        <Bar
          value={job.fraction * 100}
          animated={job.fraction === 0}
          aria-label={t('build.title')}
          mt="sm"
        />
      )}
      <Group gap="xs" mt="sm">
        <Status standing={job.state === 'failed' ? 'bad' : over ? 'ok' : 'info'}>
          {job.state === 'failed'
            ? t('build.failed')
            : phase
              ? t(`build.phases.${phase}`)
              : job.phase}
        </Status>
        <Text size="sm" c="dimmed">
          {t('build.elapsed')} {duration(seconds)}
        </Text>
      </Group>
      <Failure job={job} />
      {job.best != null && (
        <Text size="sm" mt={4}>
          {t('build.best')} <b>{format.number(job.best, 1)}</b>
          {job.bound != null && (
            <>
              {' · '}
              {t('build.bound')} <b>{format.number(job.bound, 1)}</b>
            </>
          )}
          {gap !== undefined && (
            <>
              {' · '}
              {t('gap')} <b>{format.percent(gap, 1)}</b>
            </>
          )}
        </Text>
      )}
      {points.length > 1 && <Chart points={points} label={t('build.chart')} />}
      {!over && (
        <Button
          size="xs"
          variant="default"
          mt="sm"
          disabled={job.cancelling}
          loading={cancel.isPending}
          onClick={() => cancel.mutate(job.id)}
        >
          {job.cancelling ? t('build.cancelling') : t('build.cancel')}
        </Button>
      )}
    </>
  )
}

/** Why a search failed. People for whom no roster exists have a panel of their own. */
function Failure({ job }: { job: Job }) {
  const error = failureOf(job)
  if (error) return impossiblePeople(error).length > 0 ? null : <ErrorPanel error={error} />
  return job.error ? <Text size="sm">{job.error}</Text> : null
}

/** Where a job stands: its own phase only while it is at work. */
function phaseOf({ state, phase }: Job): string {
  if (state === 'queued' || state === 'cancelled') return state
  return state === 'done' ? 'done' : phase
}

const PHASES = [
  'queued',
  'prepare',
  'build',
  'improve',
  'polish',
  'simulate',
  'done',
  'cancelled',
] as const
