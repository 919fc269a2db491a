import { QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { pretendServer } from '@/testing/server'
import { finished, useJob } from './jobs'
import { newQueryClient } from './query'
import type { Job } from './types'

const JOB: Job = {
  id: 7,
  version: 1,
  kind: 'roster.build',
  state: 'running',
  phase: 'search',
  fraction: 0.1,
  message: '',
  cancelling: false,
  createdAt: '2026-11-21T10:00:00Z',
}

/** A stream of events that the test feeds. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static opened: Stream[] = []
  readyState = 1
  onmessage: ((event: MessageEvent<string>) => void) | null = null
  onerror: (() => void) | null = null
  closed = false
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    Stream.opened.push(this)
  }
  send(job: Partial<Job>) {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify({ ...JOB, ...job }) }))
  }
  break() {
    this.readyState = Stream.CLOSED
    this.onerror?.()
  }
  close() {
    this.closed = true
  }
}

function Progress({ id }: { id: number }) {
  const { data } = useJob(id)
  return <p>{data ? `${data.state} ${data.fraction}` : 'waiting'}</p>
}

function follow(children = <Progress id={7} />) {
  return render(<QueryClientProvider client={newQueryClient()}>{children}</QueryClientProvider>)
}

beforeEach(() => {
  Stream.opened = []
  vi.stubGlobal('EventSource', Stream)
})

describe('following a job', () => {
  it('shows each event as it comes and stops listening at the end', async () => {
    pretendServer({ 'GET /jobs/7': () => JOB })
    follow()
    await screen.findByText('running 0.1')
    const [stream] = Stream.opened
    expect(stream?.url).toBe('/api/v1/jobs/7/events')
    act(() => stream?.send({ version: 2, fraction: 0.6 }))
    expect(await screen.findByText('running 0.6')).toBeVisible()
    act(() => stream?.send({ version: 3, state: 'done', fraction: 1 }))
    expect(await screen.findByText('done 1')).toBeVisible()
    expect(stream?.closed).toBe(true)
  })

  it('does not go back when an older event comes late', async () => {
    pretendServer({ 'GET /jobs/7': () => JOB })
    follow()
    await screen.findByText('running 0.1')
    act(() => Stream.opened[0]?.send({ version: 5, fraction: 0.9 }))
    act(() => Stream.opened[0]?.send({ version: 4, fraction: 0.8 }))
    expect(await screen.findByText('running 0.9')).toBeVisible()
  })

  it('shares one connection among all who follow', async () => {
    pretendServer({ 'GET /jobs/7': () => JOB })
    const view = follow(
      <>
        <Progress id={7} />
        <Progress id={7} />
      </>,
    )
    expect(await screen.findAllByText('running 0.1')).toHaveLength(2)
    expect(Stream.opened).toHaveLength(1)
    view.unmount()
    expect(Stream.opened[0]?.closed).toBe(true)
  })

  it('asks again and again where events do not get through', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    let asked = 0
    pretendServer({ 'GET /jobs/7': () => ({ ...JOB, fraction: asked++ / 10 }) })
    follow()
    await screen.findByText('running 0')
    act(() => Stream.opened[0]?.break())
    await act(() => vi.advanceTimersByTimeAsync(2_100))
    expect(await screen.findByText('running 0.1')).toBeVisible()
    await act(() => vi.advanceTimersByTimeAsync(2_100))
    expect(await screen.findByText('running 0.2')).toBeVisible()
    vi.useRealTimers()
  })

  it('ignores what is no job', async () => {
    pretendServer({ 'GET /jobs/7': () => JOB })
    follow()
    await screen.findByText('running 0.1')
    act(() => Stream.opened[0]?.onmessage?.(new MessageEvent('message', { data: 'ping' })))
    expect(screen.getByText('running 0.1')).toBeVisible()
  })
})

it.each([
  ['queued', false],
  ['running', false],
  ['done', true],
  ['failed', true],
  ['cancelled', true],
] as const)('a job that is %s is over: %s', (state, want) => {
  expect(finished({ state })).toBe(want)
})
