import { afterEach, describe, expect, it } from 'vitest'
import type { Job } from '@/api/types'
import { i18n } from '@/i18n'
import { failureText } from './failure'

const problem = (code: string, errors?: NonNullable<Job['problem']>['errors']) => ({
  type: `/api/docs#problem-${code}`,
  title: 'Conflict',
  status: 409,
  code,
  detail: 'queue 3: no history',
  ...(errors ? { errors } : {}),
})

const failed = (of: ReturnType<typeof problem> | undefined) => ({
  error: 'queue 3: no history',
  message: '',
  ...(of ? { problem: of } : {}),
})

afterEach(() => i18n.changeLanguage('en'))

describe('why a job failed', () => {
  it('is said in the language on screen', async () => {
    const job = failed(problem('no_history'))
    expect(failureText(job)).toBe('The queue has no history to forecast from: queue 3: no history')
    await i18n.changeLanguage('zh')
    expect(failureText(job)).toBe('该队列没有可用于预测的历史数据')
  })

  it('has the figures of its sentence', async () => {
    const errors = [{ location: 'job', message: 'x', code: 'time_limit', figures: ['90'] }]
    const job = failed(problem('time_limit', errors))
    expect(failureText(job)).toContain('It was ended after 90 minutes.')
    await i18n.changeLanguage('zh')
    expect(failureText(job)).toBe(
      '这项工作超出了允许的时长 · 运行 90 分钟后被终止。请减少一次的工作量：更少的天数、队列或人员。',
    )
  })

  it('is the text of the server where a job has no more, or a code that is new', () => {
    expect(failureText(failed(undefined))).toBe('queue 3: no history')
    expect(failureText(failed(problem('of_tomorrow')))).toBe('queue 3: no history')
  })
})
