import { screen, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { problem } from '@/testing/server'

it('changes the own password, and says in our words what is wrong with it', async () => {
  let answers = 0
  const refused = (location: string) =>
    problem(422, {
      title: 'Unprocessable Entity',
      code: 'invalid',
      errors: [{ location, message: 'is not it' }],
    })
  const { user, requests } = await openApp('/', {
    handlers: {
      'PUT /session/password': () => {
        answers += 1
        if (answers === 1) return refused('body.current')
        return answers === 2 ? refused('body.next') : new Response(null, { status: 204 })
      },
    },
  })
  await user.click(screen.getByRole('button', { name: /^Account/ }))
  await user.click(await screen.findByRole('menuitem', { name: 'Change password' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Change password' }))
  const submit = () => user.click(dialog.getByRole('button', { name: 'Change password' }))
  await user.type(dialog.getByLabelText('Current password'), 'old one')
  await user.type(dialog.getByLabelText('New password'), 'violet tractor')
  await user.type(dialog.getByLabelText('New password once more'), 'violet')
  await submit()
  expect(dialog.getByText('This is not the same as above')).toBeVisible()
  expect(answers).toBe(0)
  await user.type(dialog.getByLabelText('New password once more'), ' tractor')
  await submit()
  expect(await dialog.findByText('This is not your current password')).toBeVisible()
  await submit()
  expect(await dialog.findByText(/^Too easily guessed/)).toBeVisible()
  await submit()
  expect(await dialog.findByRole('status')).toHaveTextContent('The password is changed')
  expect(await lastBody(requests, 'PUT', '/session/password')).toEqual({
    current: 'old one',
    next: 'violet tractor',
  })
})
