import { useCallback } from 'react'
import type { Job } from '@/api/types'
import { useShellStrings } from '../strings'

type Kind =
  | 'import'
  | 'forecast'
  | 'roster'
  | 'rulePrices'
  | 'shiftDesign'
  | 'simulation'
  | 'netStaffing'
  | 'topics'
  | 'other'

/** The kind of work behind a job, mostly by the first word of its kind: "forecast.run" is a forecast. */
export function kindOf(job: Pick<Job, 'kind'>): Kind {
  const word = job.kind.split(/[._-]/)[0] ?? ''
  if (word.startsWith('import')) return 'import'
  if (word.startsWith('forecast')) return 'forecast'
  if (job.kind === 'roster.rule_prices') return 'rulePrices'
  if (job.kind === 'shifts.design') return 'shiftDesign'
  if (word.startsWith('roster') || word.startsWith('schedul')) return 'roster'
  if (word.startsWith('simulat')) return 'simulation'
  if (word.startsWith('netstaff')) return 'netStaffing'
  if (job.kind === 'voice.cluster') return 'topics'
  return 'other'
}

/** Names jobs in the language on screen. */
export function useJobName(): (job: Job) => string {
  const t = useShellStrings()
  return useCallback((job) => `${t(`jobs.kinds.${kindOf(job)}`)} ${job.subject?.id ?? job.id}`, [t])
}

const PLACES = {
  import: '/import',
  forecast: '/forecast',
  roster: '/roster',
  rulePrices: '/roster',
  shiftDesign: '/bids',
  simulation: '/simulation',
  netStaffing: '/net-staffing',
  topics: '/vendors/voice',
  other: undefined,
} as const satisfies Record<Kind, string | undefined>

/** Where the outcome of a job is to be seen. */
export function placeOf(job: Job): (typeof PLACES)[Kind] {
  return PLACES[kindOf(job)]
}
