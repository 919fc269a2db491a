import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'

const signIn = async (
  { user }: Awaited<ReturnType<typeof openApp>>,
  password = 'a long password',
) => {
  await user.type(screen.getByRole('textbox', { name: 'E-mail' }), ' ann@example.org ')
  await user.type(screen.getByLabelText('Password'), password)
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
}

describe('signing in', () => {
  it('leads to where one wanted to go, with the password exactly as typed', async () => {
    const app = await openApp('/people', { me: null, handlers: { 'POST /session': () => PLANNER } })
    await signIn(app, ' spaces count ')
    await waitFor(() => expect(app.router.state.location.pathname).toBe('/people'))
    expect(await lastBody(app.requests, 'POST', '/session')).toEqual({
      email: 'ann@example.org',
      password: ' spaces count ',
    })
  })

  it('never says which of the two was wrong', async () => {
    const app = await openApp('/sign-in', {
      me: null,
      handlers: { 'POST /session': () => problem(401, { detail: 'no such user' }) },
    })
    await signIn(app)
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The e-mail or the password is wrong',
    )
    expect(screen.queryByText(/no such user/)).not.toBeInTheDocument()
  })

  it('says how long to wait after too many attempts', async () => {
    const refusal = new Response('{}', { status: 429, headers: { 'Retry-After': '30' } })
    const app = await openApp('/sign-in', {
      me: null,
      handlers: { 'POST /session': () => refusal },
    })
    await signIn(app)
    expect(await screen.findByRole('alert')).toHaveTextContent('Try again in 30 seconds')
  })

  it('asks for what is missing before it asks the server', async () => {
    const { user, requests } = await openApp('/sign-in', { me: null })
    await user.click(screen.getByRole('button', { name: 'Sign in' }))
    expect(screen.getByText('Enter your e-mail')).toBeVisible()
    expect(requests.some(({ method }) => method === 'POST')).toBe(false)
  })

  it('leads nowhere outside the app', async () => {
    const { router } = await openApp('/sign-in?next=//evil.example', { me: null })
    expect(router.state.location.search).toEqual({})
  })

  it('tells why one is here after a session has ended', async () => {
    await openApp('/sign-in?ended=true', { me: null })
    expect(screen.getByText(/Your session has ended/)).toBeVisible()
  })

  it('passes those on who are signed in already', async () => {
    const { router } = await openApp('/sign-in?next=/people')
    expect(router.state.location.pathname).toBe('/people')
  })

  it('speaks both languages before anybody is known', async () => {
    const { user } = await openApp('/sign-in', { me: null })
    await user.click(screen.getByRole('button', { name: '简体中文' }))
    expect(await screen.findByRole('button', { name: '登录' })).toBeVisible()
  })
})
