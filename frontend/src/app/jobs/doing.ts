import { finished } from '@/api/jobs'
import type { Job } from '@/api/types'
import { useFormat } from '@/format'
import { useShellStrings } from '../strings'
import { en } from '../strings.en'

type Phase = keyof typeof en.jobs.phases

/** Says what a job is doing in the language on screen; a phase or remark that has no words of ours stays as it is. */
export function useDoing(): (job: Pick<Job, 'state' | 'phase' | 'message'>) => string {
  const t = useShellStrings()
  const format = useFormat()
  return (job) => {
    const rows = /^(\d+) rows$/.exec(job.message)
    const remark = rows ? t('jobs.rows', { value: format.number(Number(rows[1]), 0) }) : job.message
    if (finished(job)) return remark
    const phase = isPhase(job.phase) ? t(`jobs.phases.${job.phase}`) : job.phase
    return [phase, remark].filter(Boolean).join(' · ')
  }
}

function isPhase(phase: string): phase is Phase {
  return Object.hasOwn(en.jobs.phases, phase)
}
