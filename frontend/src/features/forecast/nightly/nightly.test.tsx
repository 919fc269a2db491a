import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { lastBody, openApp } from '@/testing/render'
import { json, problem } from '@/testing/server'
import { HANDLERS, UNDECIDED } from '../testing/server'
import type { Night, Schedule } from './queries'

const NIGHT: Night = {
  siteId: 1,
  night: '2026-11-22',
  jobId: 7,
  startedAt: '2026-11-21T19:00:00Z',
  endedAt: '2026-11-21T19:02:00Z',
  forecastIds: [11, 12],
  failedIds: [],
  unchangedQueueIds: [5],
  queueIdsWithoutHistory: [],
}

/** The list of forecasts, with a schedule that remembers what is put. */
async function open(first: Schedule) {
  let kept = first
  const opened = await openApp('/forecast?site=1', {
    handlers: {
      ...HANDLERS,
      'GET /forecast-schedule': () => kept,
      'PUT /forecast-schedule': async (request) => {
        if (request.headers.get('If-Match') !== `"${kept.version}"`)
          return problem(412, { title: 'stale', have: kept.version, want: 0 })
        kept = {
          ...kept,
          ...((await request.clone().json()) as Partial<Schedule>),
          version: kept.version + 1,
        }
        return json(kept)
      },
    },
  })
  return {
    ...opened,
    panel: await screen.findByRole('region', { name: 'Every night' }),
    change: (next: Partial<Schedule>) => {
      kept = { ...kept, ...next }
    },
  }
}

describe('forecasting every night', () => {
  it('is switched on by whoever decides it first', async () => {
    const { user, panel, requests } = await open(UNDECIDED)
    expect(panel).toHaveTextContent('Off: forecasts are made only when')
    await user.click(within(panel).getByRole('button', { name: 'Switch on…' }))
    const form = await screen.findByRole('dialog', { name: 'Forecast every night' })
    await user.selectOptions(within(form).getByLabelText(/^From, by each/), '04:00')
    await user.click(within(form).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(panel).toHaveTextContent('From 04:00 by each site’s clock'))
    expect(await lastBody(requests, 'PUT', '/forecast-schedule')).toEqual({
      active: true,
      hour: 4,
      days: 42,
    })
    expect(panel).toHaveTextContent('42 days ahead, all queues')
    expect(panel).toHaveTextContent('No night has come yet.')
  })

  it('says what came of the last night of the site', async () => {
    const other = { ...NIGHT, siteId: 2, forecastIds: [1, 2, 3, 4] }
    const { panel } = await open({
      ...UNDECIDED,
      active: true,
      version: 3,
      queueIds: [4],
      nights: [other, NIGHT],
    })
    expect(panel).toHaveTextContent('1 queue.')
    expect(panel).toHaveTextContent('Night of 11/22')
    expect(panel).toHaveTextContent('2 made · 1 left as they were')
  })

  it('leads to a forecast that could not be made', async () => {
    const night = { ...NIGHT, forecastIds: [], unchangedQueueIds: [], failedIds: [9] }
    const { panel } = await open({ ...UNDECIDED, active: true, version: 3, nights: [night] })
    expect(within(panel).getByRole('link', { name: '1 could not be made' })).toHaveAttribute(
      'href',
      expect.stringContaining('/forecast/9'),
    )
  })

  it('says since when a night is under way, by the site’s clock', async () => {
    const night = { ...NIGHT, endedAt: undefined }
    const { panel } = await open({ ...UNDECIDED, active: true, version: 3, nights: [night] })
    expect(panel).toHaveTextContent('under way since 03:00')
  })

  it('shows what somebody else decided meanwhile instead of overwriting it', async () => {
    const { user, panel, change } = await open({ ...UNDECIDED, active: true, version: 3 })
    await user.click(within(panel).getByRole('button', { name: 'Change…' }))
    const form = await screen.findByRole('dialog')
    change({ version: 4, days: 14 })
    await user.click(within(form).getByRole('button', { name: 'Save' }))
    expect(await within(form).findByText(/Somebody changed this meanwhile/)).toBeVisible()
    await waitFor(() => expect(within(form).getByLabelText(/^Days ahead/)).toHaveValue('14'))
  })

  it('speaks Chinese', async () => {
    const { panel } = await open({ ...UNDECIDED, active: true, version: 1 })
    act(() => setLanguage('zh'))
    expect(panel).toHaveTextContent('按各职场当地时间 03:00 起，预测未来 42 天，全部队列。')
  })
})
