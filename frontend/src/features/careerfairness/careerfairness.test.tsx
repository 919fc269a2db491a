import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import './page' // loaded before the clock of the first test runs

const HR = {
  ...PLANNER,
  roles: ['hr' as const],
  permissions: ['careers:read' as const, 'careers:manage' as const],
}
const hidden = { hidden: true, size: 0, selected: 0, flagged: false }
const men = {
  group: 'men',
  hidden: false,
  size: 40,
  selected: 20,
  rate: 0.5,
  lower: 0.35,
  upper: 0.65,
}
const women = {
  ...{ group: 'women', hidden: false, size: 50, selected: 10, rate: 0.2, lower: 0.11, upper: 0.33 },
  ...{ against: 'men', ratio: 0.4, ratioLower: 0.21, ratioUpper: 0.76, p: 0.004, flagged: true },
}
const promoted = {
  ...{ measure: 'promoted', kind: 'share', adverse: false, refused: false, total: 100 },
  groups: [{ group: '', ...hidden }, { ...men, flagged: false }, women],
}
const refused = {
  ...{ measure: 'elected', kind: 'share', adverse: false, refused: true, total: 0 },
  groups: [{ group: 'men', ...hidden }],
}
const round = {
  ...{ id: 3, name: 'Summer', rung: 'expert', announcedAt: '2026-05-04T09:00:00Z' },
  ...{ applicants: 9, promoted: 2, turnedDown: 6, noSeat: 1, board: 3, quorum: 2, complete: 3 },
  ...{ recusals: 1, changed: 2, appeals: 1, upheld: 0 },
  deciders: [
    { userId: 4, name: 'Hana', decisions: 9 },
    { userId: 7, name: '', decisions: 1 },
  ],
  faults: [{ kind: 'outside_board', times: 1 }],
}
const report = {
  ...{ from: '2025-11-01', to: '2026-10-31', smallest: 10, notLookedAt: ['pay', 'causes'] },
  attributes: [
    { name: 'age', sheets: [refused] },
    { name: 'sex', sheets: [promoted] },
  ],
  rounds: [round],
}

describe('fair chances (004-08)', () => {
  it('compares groups, hides small ones, and says what was not looked at', async () => {
    await openApp('/careers/fairness?by=sex', {
      me: HR,
      handlers: { 'GET /career-fairness': () => report },
    })
    const table = await screen.findByRole('region', { name: 'Promoted, of those who applied' })
    const line = (name: RegExp) => within(table).getByRole('row', { name })
    expect(line(/^women/)).toHaveTextContent('0.40 (0.21 to 0.76)')
    expect(line(/^women/)).toHaveTextContent('Look closer')
    expect(line(/^men/)).toHaveTextContent('fares best')
    expect(line(/^Not known/)).toHaveTextContent('hidden')
    expect(line(/^Not known/)).not.toHaveTextContent(/\d/)
    expect(screen.getByText(/pay$/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Download groups' })).toHaveAttribute(
      'href',
      '/api/v1/career-fairness.csv',
    )
  })

  it('says that nothing may be said, and what is wrong with a round', async () => {
    const { user } = await openApp('/careers/fairness', {
      me: HR,
      handlers: { 'GET /career-fairness': () => report },
    })
    expect(await screen.findByText(/nothing may be said/)).toBeVisible()
    const held = screen.getAllByRole('region', { name: 'How rounds were held' })[0] as HTMLElement
    expect(within(held).getAllByText(/decided by somebody not on the board: 1/)[0]).toBeVisible()
    expect(within(held).getAllByText(/Hana \(9\), account 7 \(1\)/)[0]).toBeVisible()
    await user.selectOptions(screen.getByLabelText('Groups by'), 'sex')
    expect(await screen.findByText('Look closer')).toBeVisible()
  })

  it('has no groups before somebody writes them', async () => {
    await openApp('/careers/fairness', {
      me: HR,
      handlers: { 'GET /career-fairness': () => ({ ...report, attributes: [], rounds: [] }) },
    })
    expect(await screen.findByText(/No groups are kept yet/)).toBeVisible()
    expect(screen.getByText('No round was announced in this time.')).toBeVisible()
  })

  const file = new File(['code,attribute,group\n'], 'groups.csv', { type: 'text/csv' })
  const drop = async (answers: readonly object[]) => {
    const left = [...answers]
    const app = await openApp('/careers/fairness', {
      me: HR,
      handlers: {
        'GET /career-fairness': () => report,
        'POST /protected-attributes/import': () => left.shift(),
      },
    })
    await app.user.click(await screen.findByRole('button', { name: 'Write groups' }))
    const drawer = await screen.findByRole('dialog')
    await app.user.upload(await within(drawer).findByLabelText(/File of groups/), file)
    return { ...app, drawer }
  }
  const told = { encoding: 'UTF-8', lines: 3, ignored: [], attributes: [], faults: [] }

  it('tells what a file of groups says before it is written (004-08)', async () => {
    const groups = [{ name: 'college', people: 2 }]
    const tried = { ...told, attributes: [{ name: 'education', groups, removed: 1 }] }
    const { user, drawer, requests } = await drop([
      { ...tried, dryRun: true, written: false },
      { ...tried, dryRun: false, written: true },
    ])
    const table = await within(drawer).findByRole('region', { name: 'What the file says' })
    expect(within(table).getByRole('row', { name: /Education college 2/ })).toBeVisible()
    expect(within(table).getByRole('row', { name: /Education taken away 1/ })).toBeVisible()
    await user.click(within(drawer).getByRole('button', { name: 'Write these groups' }))
    expect(await screen.findByText('The groups are written')).toBeVisible()
    const sent = requests.filter(({ url }) => url.includes('/protected-attributes/import'))
    expect(sent.map(({ url }) => new URL(url).searchParams.get('dryRun'))).toEqual([
      ...['true', 'false'],
    ])
  })

  it('names each wrong line and offers nothing to write', async () => {
    const faults = [{ line: 3, column: 'code', found: 'A9', kind: 'no_person' }]
    const { drawer } = await drop([{ ...told, faults, dryRun: true, written: false }])
    expect(await within(drawer).findByText(/Line 3: nobody has the personnel number/)).toBeVisible()
    expect(within(drawer).queryByRole('button', { name: 'Write these groups' })).toBeNull()
  })
})
