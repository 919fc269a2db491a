import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { readyLadder } from '@/testing/ready-ladder'
import { lastBody, openApp } from '@/testing/render'
import { PLANNER } from '@/testing/server'
import '../ladder-page' // loaded before the clock of the first test runs

const me = { ...PLANNER, permissions: [...PLANNER.permissions, 'careers:read', 'careers:manage'] }
const document = readyLadder()
const report = (more: object = {}) => ({
  ...{ id: 3, version: 4, code: document.code, number: 2, name: document.name, state: 'draft' },
  ...{ hash: 'ab', createdAt: '2026-11-01T08:00:00Z', document, faults: [], changes: [] },
  rungs: document.rungs.map(({ code, name }) => ({ code, name, holders: 5 })),
  catalogue: {
    ...{ metrics: ['quality_score', 'adherence', 'first_contact'], awards: ['advanced_employee'] },
    ...{ certificates: ['induction', 'product_knowledge', 'coaching'], courses: ['leadership'] },
  },
  ...more,
})
const open = (more: object = {}, handlers = {}) =>
  openApp('/careers/ladders/3', {
    me,
    handlers: {
      'GET /ladders': () => ({ items: [{ ...report(), id: 2, number: 1, state: 'published' }] }),
      'GET /ladders/2': () => ({ ...report(), id: 2, number: 1, state: 'published' }),
      'GET /ladders/3': () => report(more),
      'PUT /ladders/3': () => report({ version: 5 }),
      ...handlers,
    },
  })

describe('the designer of a ladder', () => {
  it('sends what was not touched as it came (004-06, 004-07)', async () => {
    const { user, requests } = await open()
    const card = await screen.findAllByRole('button', { name: 'Change Advanced agent' })
    await user.click(card[0] as HTMLElement)
    const form = screen.getByRole('region', { name: 'Rung: Advanced agent' })
    const band = within(form).getByLabelText('Pay band')
    await user.clear(band)
    await user.type(band, '5')
    expect(screen.getByText('Changes that are not saved yet')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeDisabled()
    await user.click(screen.getByRole('button', { name: 'Save and check' }))
    const sent = (await lastBody(requests, 'PUT', '/ladders/3'))?.document
    const rungs = document.rungs.map((r) => (r.code === 'advanced' ? { ...r, band: 5 } : r))
    expect(sent).toEqual({ ...document, rungs })
  })

  it('says in words what a move asks and changes one number of it', async () => {
    const { user, requests } = await open()
    const name = 'Change what the move Excellent agent → Advanced agent asks'
    await user.click(await screen.findByRole('button', { name }))
    const streak = 'Advanced agent: elected 3 months in a row'
    await user.click(screen.getByRole('button', { name: `Change: ${streak}` }))
    const months = screen.getByLabelText('Months')
    await user.clear(months)
    await user.type(months, '4')
    expect(screen.getByText('Advanced agent: elected 4 months in a row')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Save and check' }))
    const sent = (await lastBody(requests, 'PUT', '/ladders/3'))?.document as typeof document
    const at = document.moves.findIndex((m) => m.from === 'excellent' && m.to === 'advanced')
    expect(sent.moves[at]?.asks?.of?.[0]).toEqual({
      ...{ kind: 'streak', award: 'advanced_employee', months: 4 },
    })
    expect(sent.moves.filter((_, n) => n !== at)).toEqual(document.moves.filter((_, n) => n !== at))
  })

  it('shows what the server finds beside the place, and what changes', async () => {
    const faults = [
      ...[{ kind: 'cannot be reached', where: 'rung expert', found: 'x', expected: 'y', part: [] }],
      {
        ...{ kind: 'requirement makes no sense', found: '0 months', expected: '1 to 600' },
        ...{ where: 'from new to qualified (promote)', part: [], field: 'of' },
      },
    ]
    const changes = [{ kind: 'changed', part: 'rung', which: 'expert', field: 'headcount' }]
    await open({ faults, changes })
    const card = (await screen.findByRole('button', { name: 'Change Senior specialist' })).closest(
      'li',
    ) as HTMLElement
    expect(card).toHaveTextContent('no way leads to it from an entrance')
    expect(
      screen.getByText(/Move New agent → Qualified agent, .*: a requirement has a number/),
    ).toBeVisible()
    expect(screen.getByText('Rung Senior specialist: places')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeDisabled()
  })

  it('marks the requirement and the field that are wrong until it is changed', async () => {
    const asks = {
      kind: 'all',
      of: [
        { kind: 'service', months: 3 },
        {
          kind: 'any',
          of: [
            { kind: 'certificate', certificate: 'gone' },
            { kind: 'dwell', months: 0 },
          ],
        },
      ],
    }
    const moves = document.moves.map((move, at) => (at === 0 ? { ...move, asks } : move))
    const where = 'from new to qualified (promote), requirement 2'
    const faults = [
      {
        ...{ kind: 'no such certificate', where: `${where}.1`, part: [2, 1] },
        ...{ field: 'certificate', found: 'gone', expected: 'x' },
      },
      {
        ...{ kind: 'requirement makes no sense', where: `${where}.2`, part: [2, 2] },
        ...{ field: 'months', found: '0 months', expected: '1 to 600' },
      },
    ]
    const { user } = await open({ document: { ...document, moves }, faults })
    expect(
      await screen.findByText(/Qualified agent, “.*gone.*”: asks for a certificate/),
    ).toBeVisible()
    await user.click(
      screen.getByRole('button', { name: 'Change what the move New agent → Qualified agent asks' }),
    )
    const months = screen.getByLabelText('Months')
    expect(months).toBeInvalid()
    expect(screen.getByRole('combobox', { name: 'Certificate' })).toBeInvalid()
    await user.clear(months)
    await user.type(months, '4')
    expect(months).toBeValid()
    expect(screen.getByRole('combobox', { name: 'Certificate' })).toBeInvalid()
  })

  it('tells who would stand where beside the version in force', async () => {
    const finding = { kind: 'all', verdict: 'passes', parts: [], known: true }
    const one = { code: 'A1', name: 'Li Na', move: { finding } }
    const { user, requests } = await open(
      {},
      {
        'POST /ladders/3/trials': () => ({ passes: 1, fails: 4, unknown: 0, people: [one] }),
        'POST /ladders/2/trials': () => ({ passes: 0, fails: 5, unknown: 0, people: [] }),
      },
    )
    await user.click(await screen.findByRole('button', { name: 'Judge everybody by the draft' }))
    const found = await screen.findAllByText('Li Na')
    expect(found).toHaveLength(document.moves.length)
    const row = (found[0] as HTMLElement).closest('li') as HTMLElement
    expect(row).toHaveTextContent('Ready1By the version in force0Not yet4Not known0')
    expect(requests.filter(({ url }) => url.endsWith('/ladders/2/trials'))).toHaveLength(
      document.moves.length,
    )
  })
})
