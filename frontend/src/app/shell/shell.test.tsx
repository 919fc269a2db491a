import { screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openApp } from '@/testing/render'
import { AGENT } from '@/testing/server'

afterEach(() => {
  sessionStorage.clear()
  localStorage.clear()
})

const navigation = () => screen.getByRole('navigation', { name: 'Main navigation' })
const links = () =>
  within(navigation())
    .getAllByRole('link')
    .map((link) => link.textContent)

describe('the shell', () => {
  it('lets nobody in who is not signed in, and remembers where they wanted to go', async () => {
    const { router } = await openApp('/people?q=ann', { me: null })
    expect(router.state.location.pathname).toBe('/sign-in')
    expect(router.state.location.search).toMatchObject({ next: '/people?q=ann' })
  })

  it('shows the screens of a planner’s job', async () => {
    await openApp('/')
    expect(links()).toEqual([
      'Home',
      'Import',
      'Data quality',
      'Calendar',
      'Drivers',
      'Forecast',
      'Accuracy',
      'Long range',
      'Staffing',
      'Capacity',
      'Net staffing',
      'Simulation',
      'Workbench',
      'Roster',
      'Adherence',
      'Fairness',
      'Shift bids',
      'People',
      'Workforce set-up',
    ])
  })

  it('shows an agent only what is theirs', async () => {
    const { requests } = await openApp('/', { me: AGENT })
    expect(links()).toEqual(['Home', 'My schedule'])
    const asked = requests.map(({ url }) => new URL(url).pathname)
    expect(asked).not.toContain('/api/v1/sites')
  })

  it('marks the screen that is open, whatever its parameters', async () => {
    await openApp('/people?q=ann')
    expect(within(navigation()).getByRole('link', { name: 'People' })).toHaveAttribute(
      'aria-current',
      'page',
    )
    expect(within(navigation()).getByRole('link', { name: 'Home' })).not.toHaveAttribute(
      'aria-current',
    )
  })

  it('keeps the chosen site in the address from screen to screen', async () => {
    const { user, router } = await openApp('/people')
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Site' }), 'Leeds')
    await waitFor(() => expect(router.state.location.search).toMatchObject({ site: 2 }))
    await user.click(within(navigation()).getByRole('link', { name: 'Forecast' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/forecast'))
    expect(router.state.location.search).toMatchObject({ site: 2 })
  })

  it('changes the language of everything at once and keeps it with the account', async () => {
    const { user, requests } = await openApp('/people')
    await user.click(screen.getByRole('button', { name: 'Language' }))
    await user.click(await screen.findByRole('menuitem', { name: '简体中文' }))
    expect(await screen.findByRole('heading', { level: 1, name: '人员' })).toBeVisible()
    expect(screen.getByRole('navigation', { name: '主导航' })).toBeVisible()
    const sent = requests.find(({ method }) => method === 'PUT')
    expect(await sent?.json()).toEqual({ locale: 'zh', theme: 'light' })
  })

  it('changes the colour scheme', async () => {
    const { user } = await openApp('/')
    await user.click(screen.getByRole('button', { name: 'Theme' }))
    await user.click(await screen.findByRole('menuitem', { name: 'Dark' }))
    expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark')
    expect(localStorage.getItem('muster-theme')).toBe('dark')
  })

  it('finds screens and sites by name in the palette', async () => {
    const { user, router } = await openApp('/')
    await user.keyboard('{Control>}k{/Control}')
    const box = await screen.findByPlaceholderText('Go to a screen or do something…')
    await user.type(box, 'staff')
    await user.click(await screen.findByRole('button', { name: 'Staffing' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/staffing'))
  })

  it('explains its keys when ? is pressed', async () => {
    const { user } = await openApp('/')
    await user.keyboard('?')
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard and help' })
    expect(within(dialog).getByText('Search and commands')).toBeVisible()
    await user.click(within(dialog).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  })

  it('says so while there is no connection', async () => {
    await openApp('/')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    window.dispatchEvent(new Event('offline'))
    expect(await screen.findByText(/You are offline/)).toBeVisible()
    vi.restoreAllMocks()
    window.dispatchEvent(new Event('online'))
    await waitFor(() => expect(screen.queryByText(/You are offline/)).not.toBeInTheDocument())
  })

  it('shows a way home from an address that leads nowhere', async () => {
    await openApp('/nowhere/at/all')
    expect(screen.getByRole('heading', { name: 'This page does not exist' })).toBeVisible()
    expect(screen.getByRole('link', { name: 'Go to Home' })).toHaveAttribute('href', '/')
  })

  it('leads past the navigation with the first Tab', async () => {
    const { user } = await openApp('/')
    await user.tab()
    expect(screen.getByRole('link', { name: 'Skip to the content' })).toHaveFocus()
  })
})
