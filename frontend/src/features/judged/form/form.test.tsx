import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openApp } from '@/testing/render'
import { PLANNER, problem } from '@/testing/server'
import type { FormFields, FormItem } from '../queries'
import './page'
import { differences, draftOf, fieldsOf, withChange, withItem, withMove, worked } from './sheet'

const MANAGER = {
  ...PLANNER,
  permissions: [...PLANNER.permissions, 'vendors:read', 'vendors:manage'],
} as typeof PLANNER

function item(key: string, over: Partial<FormItem> = {}): FormItem {
  return {
    ...{ key, text: `${key}?`, textZh: `${key}？`, behaviour: false, criticality: 'non' },
    ...{ fatal: false, weight: 5, best: 1, ...over },
  }
}

const FIELDS: FormFields = {
  ...{ code: 'voice', name: 'Call', channel: 'voice', passFrom: 80 },
  items: [
    item('listen', { behaviour: true, best: 2, weight: 10 }),
    item('identity', { behaviour: true, criticality: 'compliance', fatal: true, weight: 10 }),
    item('fault', { weight: 0 }),
    item('offered', { criticality: 'customer', weight: 8.5, when: { item: 'fault', grade: 1 } }),
    item('record', { criticality: 'business', textZh: '' }),
  ],
}
const row = (over: object) => ({
  ...{ ...FIELDS, id: 3, version: 2, number: 1, state: 'published', hash: 'x' },
  ...{ createdAt: '2026-01-01T00:00:00Z', ...over },
})
const given = (grades: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(grades).map(([key, grade]) => [key, { item: key, grade, without: false }]),
  )

// 001-09: quality inspection; 001-07: behaviour leads results.
describe('a form while it is written', () => {
  it('loses nothing on the way in and out', () => {
    expect(fieldsOf(draftOf(FIELDS))).toEqual(FIELDS)
  })

  it('scores as the server does: weighted grades of what is asked and applies', () => {
    const all = { listen: 1, identity: 1, fault: 0, offered: 0, record: 1 }
    expect(worked(FIELDS, given(all))).toMatchObject({ points: 80, passed: true, critical: [] })
    const owed = worked(FIELDS, given({ ...all, fault: 1 }))
    expect(owed.points).toBeCloseTo((100 * 20) / 33.5, 12)
    expect(owed.critical.map(({ key }) => key)).toEqual(['offered'])
    expect(owed.passed).toBe(false)
    expect(worked(FIELDS, given({ ...all, identity: 0 }))).toMatchObject({ points: 0, fatal: true })
  })

  it('keeps behaviour first, and a condition with the item it rests on', () => {
    const { lines } = draftOf(FIELDS)
    const more = withItem(lines, true)
    expect(more.map((one) => one.item.key).slice(0, 3)).toEqual(['listen', 'identity', 'item-6'])
    const renamed = withChange(lines, 2, item('blame', { weight: 0 }))
    expect(renamed[3]?.item.when).toEqual({ item: 'blame', grade: 1 })
    expect(withMove(lines, 1, 1)).toBe(lines)
    expect(withMove(lines, 0, 1).map(({ line }) => line)).toEqual([1, 0, 2, 3, 4])
  })

  it('tells what is new, gone, changed and moved', () => {
    const [listen, identity, fault, offered] = FIELDS.items as [
      FormItem,
      FormItem,
      FormItem,
      FormItem,
    ]
    const after = [identity, listen, fault, { ...offered, weight: 9 }, item('thanks')]
    expect(differences(FIELDS.items, after).map(({ item: { key }, what }) => [key, what])).toEqual([
      ['identity', 'moved'],
      ['listen', 'moved'],
      ['offered', 'changed'],
      ['thanks', 'added'],
      ['record', 'removed'],
    ])
    expect(differences(FIELDS.items, FIELDS.items)).toEqual([])
  })
})

describe('the form editor', () => {
  it('shows what the server finds beside the item, and sends everything else as it came', async () => {
    const sent: FormFields[] = []
    const draft = row({ id: 4, number: 2, state: 'draft' })
    const { user } = await openApp('/vendors/quality/forms/4', {
      me: MANAGER,
      handlers: {
        'GET /quality-forms': () => ({ items: [draft, row({})] }),
        'PUT /quality-forms/4': async (request: Request) => {
          sent.push((await request.json()) as FormFields)
          return sent.length === 1
            ? problem(422, {
                title: 'Invalid',
                code: 'invalid',
                errors: [{ location: 'body.items[4].text', message: 'nothing', found: '' }],
              })
            : { ...draft, version: 3 }
        },
      },
    })
    expect(await screen.findByText('Nothing differs from version 1.')).toBeVisible()
    const save = screen.getByRole('button', { name: 'Save the draft' })
    expect(save).toBeDisabled()
    await user.click(screen.getAllByText(/^record\?/)[0] as HTMLElement)
    const question = await screen.findByLabelText(/^Question( \*)?$/)
    await user.clear(question)
    await user.click(save)
    expect(await screen.findByText('Say what is asked, in at most 500 letters.')).toBeVisible()
    expect(screen.getByRole('alert')).toHaveTextContent('1 place has to be mended')
    await user.click(question)
    await user.paste('Is the record right?')
    await user.click(save)
    await waitFor(() => expect(sent).toHaveLength(2))
    const items = [...FIELDS.items.slice(0, 4), item('record', { ...FIELDS.items[4] })]
    items[4] = { ...(items[4] as FormItem), text: 'Is the record right?' }
    expect(sent[1]).toEqual({ ...FIELDS, items })
    const changes = screen.getByRole('region', { name: 'Against the version in force' })
    expect(within(changes).getByText('changed')).toBeVisible()
  })
})
