import { ProblemError, ruleOf, sentence } from '@/api/problem'
import { placeWords, refusalWords, serverIsUnderstood } from '@/api/refusals/words'
import type { Job } from '@/api/types'
import { colon } from '@/i18n/colon'

/** Why a job failed, as a request that fails of the same would be answered; nothing of one from before. */
export function failureOf({ problem }: Partial<Pick<Job, 'problem'>>): ProblemError | undefined {
  return problem ? new ProblemError(problem.status, { ...problem }) : undefined
}

/** Why a job failed in one line, in the language on screen where the server named it. */
export function failureText(job: Partial<Pick<Job, 'problem' | 'error' | 'message'>>): string {
  const own = job.error || job.message || '–'
  const error = failureOf(job)
  if (!error) return own
  const title = refusalWords(error.code)
  if (!title) return own
  const fields = error.fields.map((field) => {
    const place = field.about || (ruleOf(field) === undefined ? placeWords(field.location) : '')
    return place ? `${place}${colon()}${sentence(field)}` : sentence(field)
  })
  if (fields.length === 0 && serverIsUnderstood()) return `${title}${colon()}${own}`
  return [title, ...fields].join(' · ')
}
