import { MantineProvider } from '@mantine/core'
import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { ConfirmHost, confirm } from './confirm'

const words = { title: 'Remove week 48?', text: 'It is gone then.', yes: 'Remove', no: 'Keep' }

async function ask() {
  const done = vi.fn()
  render(
    <MantineProvider env="test">
      <ConfirmHost />
    </MantineProvider>,
  )
  act(() => confirm({ ...words, act: done }))
  await screen.findByRole('dialog', { name: words.title })
  return { done, user: userEvent.setup() }
}

describe('a question', () => {
  it('acts once on yes and goes away', async () => {
    const { done, user } = await ask()
    await user.click(screen.getByRole('button', { name: 'Remove' }))
    expect(done).toHaveBeenCalledOnce()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it.each(['Keep', 'Close'])('does nothing on %s', async (name) => {
    const { done, user } = await ask()
    await user.click(screen.getByRole('button', { name }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(done).not.toHaveBeenCalled()
  })
})
