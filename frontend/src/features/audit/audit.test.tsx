import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { setLanguage } from '@/i18n'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const administrator = {
  ...PLANNER,
  roles: ['administrator' as const],
  permissions: ['audit:read' as const, 'users:manage' as const],
}
const line = (id: number, action: string, subject: string, detail?: unknown) => ({
  ...{ id, at: '2026-11-20T07:00:00Z', userId: id % 2 ? 7 : undefined, action, subject, detail },
  hash: '00',
})
const asked: URLSearchParams[] = []
const handlers = {
  'GET /users': () => ({ items: [{ id: 7, name: 'Ada', email: 'a@b', roles: [], version: 1 }] }),
  'GET /audit': (_: Request, url: URL) => {
    asked.push(url.searchParams)
    if (url.searchParams.get('cursor')) return { items: [line(1, 'roster.create', 'roster:12')] }
    return {
      items: [
        line(3, 'roster.publish', 'roster/12', { version: 4, told: 31 }),
        line(2, 'comet.observe', 'comet/1', { magnitude: 6 }),
      ],
      nextCursor: '2',
    }
  },
}
const open = (path: string) => openApp(path, { me: administrator, handlers })

describe('the audit log', () => {
  it('says who did what in plain words, and keeps what has none', async () => {
    await open('/settings/audit')
    const published = await screen.findByRole('row', { name: /Roster: published/ })
    expect(published).toHaveTextContent('Ada')
    expect(published).toHaveTextContent('version: 4 · people told: 31')
    const unknown = screen.getByRole('row', { name: /comet: observe/ })
    expect(unknown).toHaveTextContent('Muster itself')
    expect(unknown).toHaveTextContent('magnitude: 6')
    setLanguage('zh')
    expect(await screen.findByRole('row', { name: /排班表：发布/ })).toHaveTextContent('版本：4')
  })

  it('narrows by what it is about, and reads on to older lines', async () => {
    const { user } = await open('/settings/audit?by=7&from=2026-11-18&to=2026-11-19')
    const all = await screen.findAllByRole('button', { name: 'Only lines about Roster 12' })
    const asked18 = asked.at(-1)
    expect(asked18?.get('userId')).toBe('7')
    expect(asked18?.get('from')).toBe('2026-11-17T16:00:00.000Z') // the site is in Chengdu
    expect(asked18?.get('until')).toBe('2026-11-19T16:00:00.000Z')
    await user.click(all[0] as HTMLElement)
    await user.click(await screen.findByRole('button', { name: 'Older lines' }))
    const table = screen.getByRole('region', { name: 'Audit log' })
    expect(await within(table).findByRole('row', { name: /Roster: created/ })).toBeVisible()
    expect(asked.at(-1)?.get('subject')).toBe('roster/12')
    expect(asked.at(-1)?.get('cursor')).toBe('2')
    expect(screen.queryByRole('button', { name: 'Older lines' })).toBeNull()
  })
})
