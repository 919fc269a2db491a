import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { ProblemError } from '@/api/problem'
import { setLanguage } from '@/i18n'
import { ErrorPanel } from './error-panel'

afterEach(() => setLanguage('en'))

const contradiction = new ProblemError(409, {
  title: 'Conflict',
  code: 'contradiction',
  detail: "the roster's people or templates contradict themselves",
  errors: [
    {
      location: 'team_rules[0].count',
      about: 'Two experts',
      message: 'found 1 people; expected at least 2',
      want: { code: 'enough', figures: ['2', '1'] },
    },
  ],
})

it('names whom a contradiction is about and what would free it, in Chinese without English', () => {
  setLanguage('zh')
  render(
    <MantineProvider>
      <ErrorPanel error={contradiction} />
    </MantineProvider>,
  )
  const panel = screen.getByRole('alert')
  expect(panel).toHaveTextContent('该排班表的人员或班次自相矛盾')
  expect(panel).toHaveTextContent('Two experts：至少要有 2 人可供要求（现有 1 人）')
  expect(panel).not.toHaveTextContent(/contradict|expected|Conflict/)
})

it('calls a field by its name, and by its path where it is one of several or has none', () => {
  const refused = new ProblemError(422, {
    title: 'Unprocessable Entity',
    code: 'invalid',
    errors: [
      {
        location: 'body.exceptions[0].reason',
        message: 'found 501 characters; expected at most 500',
        want: { code: 'characters', figures: ['0', '500'] },
      },
      {
        location: 'body.exceptions[0].subtlety',
        message: 'found 3; expected nothing',
        want: { code: 'unused', figures: [] },
      },
    ],
  })
  setLanguage('zh')
  render(
    <MantineProvider>
      <ErrorPanel error={refused} />
    </MantineProvider>,
  )
  const [named, nameless] = screen.getAllByRole('listitem')
  expect(named).toHaveTextContent('原因（exceptions[0].reason）：应为 0 到 500 个字符')
  expect(nameless).toHaveTextContent('exceptions[0].subtlety：应留空：该规则不使用此项')
})
