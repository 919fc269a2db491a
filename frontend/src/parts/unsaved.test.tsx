import { MantineProvider } from '@mantine/core'
import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  useNavigate,
} from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { setLanguage } from '@/i18n'
import { useUnsaved } from './unsaved'

function Editor() {
  const [text, setText] = useState('')
  const leave = useUnsaved(text !== '')
  const navigate = useNavigate()
  const away = () => void navigate({ to: '/other' as string })
  return (
    <>
      <input aria-label="text" value={text} onChange={(e) => setText(e.currentTarget.value)} />
      <button type="button" onClick={away}>
        away
      </button>
      <button type="button" onClick={() => void navigate({ search: { tab: 2 } as never })}>
        tab
      </button>
      <button type="button" onClick={() => leave(away)}>
        save
      </button>
    </>
  )
}

async function open(answer: boolean) {
  const asked = vi.spyOn(window, 'confirm').mockReturnValue(answer)
  window.history.replaceState(null, '', '/')
  const root = createRootRoute()
  const router = createRouter({
    history: createBrowserHistory(), // the one that the browser asks before it closes
    routeTree: root.addChildren([
      createRoute({ getParentRoute: () => root, path: '/', component: Editor }),
      createRoute({ getParentRoute: () => root, path: '/other', component: () => 'Elsewhere' }),
    ]),
  })
  render(
    <MantineProvider>
      <RouterProvider router={router as never} />
    </MantineProvider>,
  )
  const user = userEvent.setup()
  const press = (name: string) => user.click(screen.getByRole('button', { name }))
  const type = async () => user.type(await screen.findByRole('textbox'), 'changed')
  await screen.findByRole('textbox')
  return { asked, press, type }
}

/** Whether the browser would ask before it closes the page. */
function asksAtClose(): boolean {
  const event = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(event)
  return event.defaultPrevented
}

afterEach(() => {
  vi.restoreAllMocks()
  setLanguage('en')
})

describe('leaving a page', () => {
  it('asks for nothing where nothing was changed', async () => {
    const { asked, press } = await open(false)
    expect(asksAtClose()).toBe(false)
    await press('away')
    expect(await screen.findByText('Elsewhere')).toBeVisible()
    expect(asked).not.toHaveBeenCalled()
  })

  it('stays with changes that are not saved where the answer is no, in the language on screen', async () => {
    setLanguage('zh')
    const { asked, press, type } = await open(false)
    await type()
    expect(asksAtClose()).toBe(true)
    await press('tab')
    expect(asked).not.toHaveBeenCalled()
    await press('away')
    expect(asked).toHaveBeenCalledWith('本页有未保存的修改。确定不保存就离开吗？')
    expect(screen.getByRole('textbox')).toHaveValue('changed')
  })

  it('goes where the answer is yes', async () => {
    const { press, type } = await open(true)
    await type()
    await press('away')
    expect(await screen.findByText('Elsewhere')).toBeVisible()
  })

  it('goes without a question after a save', async () => {
    const { asked, press, type } = await open(false)
    await type()
    await press('save')
    expect(await screen.findByText('Elsewhere')).toBeVisible()
    expect(asked).not.toHaveBeenCalled()
  })
})
