import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { ProblemError } from '@/api/problem'
import { setLanguage } from '@/i18n'
import { RefusalPanel } from './panel'

const refused = (...rules: { code: string; location: string }[]) =>
  new ProblemError(409, {
    ...{ title: 'Conflict', detail: 'person 4: is recused; expected …', code: 'refused' },
    errors: rules.map((rule) => ({ ...rule, message: 'in English' })),
  })

const show = (error: unknown) =>
  render(
    <MantineProvider>
      <RefusalPanel error={error} />
    </MantineProvider>,
  )

afterEach(() => setLanguage('en'))

describe('why careers refuse something (004-06, 004-07, 004-08)', () => {
  it('is said in the language on screen', () => {
    setLanguage('zh')
    show(
      refused(
        { code: 'is recused', location: 'Hana' },
        { code: 'applies already', location: 'person 4' },
      ),
    )
    expect(screen.getByText('Hana：该成员须回避对此人的评判。')).toBeVisible()
    expect(screen.getByText('人员 4：已有一份进行中的申请。')).toBeVisible()
    expect(screen.queryByText(/English/)).toBeNull()
  })

  it('says that early warning is off', () => {
    setLanguage('zh')
    show(
      new ProblemError(409, {
        title: 'Conflict',
        detail: 'early warning is off',
        code: 'warning_off',
      }),
    )
    expect(screen.getByText('离职预警已关闭')).toBeVisible()
    expect(screen.queryByText(/early warning/)).toBeNull()
  })

  it('falls back to the server where there are no words', () => {
    show(refused({ code: 'a rule of tomorrow', location: 'you' }))
    expect(screen.getByText(/in English/)).toBeVisible()
  })
})
