import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER, problem, SITES } from '@/testing/server'

const fill = async (
  user: Awaited<ReturnType<typeof openApp>>['user'],
  name: RegExp | string,
  value: string,
) => {
  const field = await screen.findByRole('textbox', { name })
  await user.clear(field)
  await user.type(field, value)
}

describe('workforce set-up', () => {
  it('opens with the sites and lists them', async () => {
    const { router } = await openApp('/setup')
    expect(router.state.location.pathname).toBe('/setup/sites')
    const row = await screen.findByRole('row', { name: /Chengdu/ })
    expect(row).toHaveTextContent('Asia/Shanghai')
  })

  it('creates a skill', async () => {
    const { user, requests } = await openApp('/setup/skills', {
      handlers: {
        'POST /skills': async (request) => ({ id: 9, version: 1, ...(await request.json()) }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Add' }))
    await fill(user, /Code/, 'EN')
    await fill(user, /Name/, 'English')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Saved: English')).toBeVisible()
    expect(await lastBody(requests, 'POST', '/skills')).toEqual({ code: 'EN', name: 'English' })
    const post = requests.find(({ method, url }) => method === 'POST' && url.endsWith('/skills'))
    expect(post?.headers.get('Idempotency-Key')).toMatch(/.{20,}/)
  })

  it('says of which version a change is', async () => {
    const { user, requests } = await openApp('/setup/sites?edit=1', {
      handlers: {
        'PUT /sites/1': async (request) => ({ id: 1, version: 4, ...(await request.json()) }),
      },
    })
    await screen.findByRole('dialog', { name: 'Edit Chengdu' })
    await fill(user, /Name/, 'Chengdu South')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await screen.findByText('Saved: Chengdu South')
    const put = requests.find(({ method, url }) => method === 'PUT' && url.endsWith('/sites/1'))
    expect(put?.headers.get('If-Match')).toBe('"3"')
  })

  it('shows every bad field, beside the field and above the form', async () => {
    const { user } = await openApp('/setup/sites?edit=new', {
      handlers: {
        'POST /sites': () =>
          problem(422, {
            title: 'Unprocessable Entity',
            detail: 'the site cannot be as sent',
            errors: [
              { location: 'body.code', message: 'is missing' },
              {
                location: 'body.zone',
                message: 'is no time zone',
                found: 'Mars',
                expected: 'such as Europe/London',
              },
            ],
          }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Save' }))
    const alert = await screen.findByRole('alert')
    expect(within(alert).getAllByRole('listitem')).toHaveLength(2)
    expect(screen.getByRole('textbox', { name: /Code/ })).toBeInvalid()
    expect(screen.getByRole('combobox', { name: /Time zone/ })).toBeInvalid()
  })

  it('lets one keep one’s own change when somebody was faster', async () => {
    const newer = { ...SITES.items[0], version: 8, name: 'Chengdu East' }
    const { user, requests } = await openApp('/setup/sites?edit=1', {
      handlers: {
        'PUT /sites/1': async (request) =>
          request.headers.get('If-Match') === '"8"'
            ? { id: 1, version: 9, ...(await request.json()) }
            : problem(412, { title: 'Precondition Failed', have: 8, want: 3, current: newer }),
      },
    })
    await screen.findByRole('dialog', { name: 'Edit Chengdu' })
    await fill(user, /Name/, 'Chengdu South')
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await user.click(await screen.findByRole('button', { name: 'Keep mine' }))
    await screen.findByText('Saved: Chengdu South')
    expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(2)
  })

  it('or take over the newer one', async () => {
    const newer = { ...SITES.items[0], version: 8, name: 'Chengdu East' }
    const { user } = await openApp('/setup/sites?edit=1', {
      handlers: {
        'PUT /sites/1': () => problem(412, { have: 8, want: 3, current: newer }),
      },
    })
    await screen.findByRole('dialog', { name: 'Edit Chengdu' })
    await user.click(screen.getByRole('button', { name: 'Save' }))
    await user.click(await screen.findByRole('button', { name: 'Reload' }))
    await waitFor(() =>
      expect(screen.getByRole('textbox', { name: /Name/ })).toHaveValue('Chengdu East'),
    )
  })

  it('says what still refers to a thing that cannot be deleted', async () => {
    const { user } = await openApp('/setup/sites?edit=1', {
      handlers: {
        'DELETE /sites/1': () =>
          problem(409, { title: 'Conflict', detail: 'site 1 is used by 3 queues' }),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Delete' }))
    const question = await screen.findByRole('dialog', { name: 'Delete Chengdu?' })
    await user.click(within(question).getByRole('button', { name: 'Delete' }))
    expect(await screen.findByText('site 1 is used by 3 queues')).toBeVisible()
  })

  it('offers no changes to those who may only read', async () => {
    const me = { ...PLANNER, permissions: ['workforce:read'] }
    await openApp('/setup/sites?edit=1', { me })
    await screen.findByRole('row', { name: /Chengdu/ })
    expect(screen.queryByRole('button', { name: 'Add' })).not.toBeInTheDocument()
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  })

  it('shows an unknown register as the first one', async () => {
    await openApp('/setup/nonsense')
    expect(screen.getByRole('tab', { name: 'Sites' })).toHaveAttribute('aria-selected', 'true')
  })
})

describe('who handles a queue', () => {
  it('is told in shares that leave the rest in-house', async () => {
    const queue = {
      ...{ id: 7, version: 2, code: 'BIL', name: 'Billing', siteId: 1, channelId: 1 },
      ...{ intervalMin: 30, openingHours: [], closedOnHolidays: false },
      goal: {
        ...{ slTarget: 0.8, thresholdS: 20, slVariant: 'sl_offered', minAgents: 0 },
        ...{ inOfficeShrinkage: 0.1, outOfOfficeShrinkage: 0.2 },
      },
    }
    const { user, requests } = await openApp('/setup/queues?edit=7', {
      handlers: {
        'GET /queues': () => ({ items: [queue] }),
        'GET /queues/7': () => queue,
        'GET /employers': () => ({
          items: [{ id: 5, version: 1, code: 'ACME', name: 'Acme', kind: 'vendor' }],
        }),
        'PUT /queues/7': async (request) => ({ ...(await request.json()), id: 7, version: 3 }),
      },
    })
    const form = within(await screen.findByRole('dialog', { name: 'Edit Billing' }))
    expect(await form.findByText('Handled in-house.')).toBeVisible()
    await user.click(form.getByRole('button', { name: 'Give a share to an employer' }))
    await user.click(form.getByRole('combobox', { name: 'Employer' }))
    await user.click(await screen.findByRole('option', { name: 'Acme', hidden: true }))
    await user.type(form.getByRole('textbox', { name: 'Share of the contacts' }), '40')
    expect(form.getByText('In-house: 60%')).toBeVisible()
    await user.click(form.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('Saved: Billing')).toBeVisible()
    expect(await lastBody(requests, 'PUT', '/queues/7')).toMatchObject({
      handledBy: [{ shares: [{ employerId: 5, share: 0.4 }] }],
    })
  })
})
