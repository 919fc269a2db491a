import { screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import { lastBody, openApp } from '@/testing/render'
import { json, problem } from '@/testing/server'

const UPLOAD = {
  id: 5,
  fileName: 'calls.csv',
  bytes: 20_320,
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
  recognised: {
    format: 'generic',
    name: 'Columns named by hand',
    confidence: 0.5,
    encoding: 'UTF-8',
    compressed: false,
    header: ['datetime', 'calls'],
    headerLine: 1,
    sample: [['2026-11-20 09:00', 'forty']],
    mapping: { datetime: 'interval_start', calls: 'offered' },
    missing: ['queue_ext_id'],
    intervalMin: 30,
  },
  formats: [{ code: 'generic', name: 'Columns named by hand', daily: false, columns: [] }],
  fields: [
    { code: 'interval_start', name: 'Interval start', unit: 'time', required: true },
    { code: 'offered', name: 'Offered', unit: 'contacts', required: true },
  ],
}
const QUEUES = { items: [{ id: 4, version: 1, code: 'CD-SALES', name: 'Sales line', siteId: 1 }] }
const WRONG = {
  line: 2,
  column: 'calls',
  found: 'forty',
  expected: 'a whole number',
  code: 'number',
}
const preview = (missing: string[]) => ({
  format: 'generic',
  mapping: UPLOAD.recognised.mapping,
  missing,
  timeZone: 'Asia/Shanghai',
  rows: missing.length
    ? []
    : [{ line: 2, cells: ['2026-11-20 09:00', 'forty'], problems: [WRONG] }],
})
const queue = { from: '2026-11-20T09:00:00+08:00', to: '2026-11-20T10:00:00+08:00', intervals: 2 }
const counted = {
  ...queue,
  offered: 80,
  answered: 0,
  handled: 0,
  abandoned: 0,
  flowOut: 0,
  difference: 0,
  compared: 0,
  gaps: 1,
  outsideOpening: 0,
  duplicates: 0,
  partsAdded: 0,
}
const REPORT = {
  id: 2,
  uploadId: 5,
  jobId: 3,
  fileName: 'calls.csv',
  state: 'done',
  dryRun: true,
  read: { format: 'generic', mapping: UPLOAD.recognised.mapping, queueId: 4 },
  rowsRead: 4592,
  rowsTaken: 4592,
  rowsAdded: 4592,
  rowsChanged: 0,
  rowsUnchanged: 0,
  rowsRefused: 0,
  rowsLeftOut: 0,
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
  queueIds: [4],
  problems: [],
  reconciliation: {
    byQueue: [{ ...counted, queue: 'CD-SALES' }],
    totals: { ...counted, queue: '' },
    notes: ['1 interval is missing'],
  },
}
const handlers = {
  'GET /queues': () => QUEUES,
  'GET /uploads/5': () => UPLOAD,
  'PUT /uploads/5/mapping': async (request: Request) => {
    const { queueId } = (await request.json()) as { queueId?: number }
    return preview(queueId ? [] : ['queue_ext_id'])
  },
  'GET /imports/2': () => REPORT,
}

beforeEach(() => localStorage.clear())

describe('the import screen', () => {
  it('offers a place for the file and lists the imports so far', async () => {
    await openApp('/import?site=1', { handlers: { 'GET /imports': () => ({ items: [REPORT] }) } })
    expect(screen.getByLabelText(/Drop a file of history here/)).toBeEnabled()
    const row = await screen.findByRole('row', { name: /calls.csv/ })
    expect(row).toHaveTextContent('Checked only')
  })
})

describe('a file that was sent', () => {
  it('says what is still to name, and cannot be checked before', async () => {
    await openApp('/import/upload/5?site=1', { handlers })
    expect(await screen.findByText('Still to name: Queue')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Check the whole file' })).toBeDisabled()
    expect(screen.getByRole('combobox', { name: 'Meaning of calls' })).toHaveValue('offered')
  })

  it('puts a queue on every row, shows a problem beside its cell, and checks', async () => {
    const { user, requests, router } = await openApp('/import/upload/5?site=1', {
      handlers: { ...handlers, 'POST /imports': () => json({ importId: 2, jobId: 3 }, 202) },
    })
    await user.click(await screen.findByRole('combobox', { name: 'Queue of every row' }))
    await user.click(await screen.findByRole('option', { name: 'Sales line', hidden: true }))
    expect(await screen.findByText('found forty, expected a whole number')).toBeVisible()
    expect(screen.getByText('1 of the first rows has a problem')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Check the whole file' }))
    await waitFor(() => expect(router.state.location.pathname).toBe('/import/2'))
    expect(await lastBody(requests, 'POST', '/imports')).toMatchObject({
      uploadId: 5,
      dryRun: true,
      queueId: 4,
      mapping: UPLOAD.recognised.mapping,
    })
  })

  it('is read again when the meaning of a column changes', async () => {
    const { user, requests } = await openApp('/import/upload/5?site=1', { handlers })
    const meaning = await screen.findByRole('combobox', { name: 'Meaning of calls' })
    await user.selectOptions(meaning, 'not read')
    await waitFor(async () =>
      expect(await lastBody(requests, 'PUT', '/uploads/5/mapping')).toMatchObject({
        mapping: { datetime: 'interval_start' },
      }),
    )
  })

  it('says when it is no longer kept', async () => {
    await openApp('/import/upload/5', {
      handlers: { 'GET /uploads/5': () => problem(410, { title: 'Gone' }) },
    })
    expect(await screen.findByText('This file is no longer kept')).toBeVisible()
  })
})

describe('an import', () => {
  it('shows what a trial found and imports as it was tried', async () => {
    const { user, requests } = await openApp('/import/2?site=1', {
      handlers: { ...handlers, 'POST /imports': () => json({ importId: 2, jobId: 3 }, 202) },
    })
    expect(await screen.findByText(/Nothing has been written/)).toBeVisible()
    const row = screen.getByRole('row', { name: /CD-SALES/ })
    expect(row).toHaveTextContent('80')
    expect(row).toHaveTextContent('–') // handled is unknown, not none
    await user.click(screen.getByRole('button', { name: 'Import 4,592 intervals' }))
    await waitFor(async () =>
      expect(await lastBody(requests, 'POST', '/imports')).toMatchObject({
        uploadId: 5,
        queueId: 4,
        dryRun: false,
      }),
    )
  })

  it('lists what is wrong and filters by kind', async () => {
    const other = { ...WRONG, line: 3, column: 'datetime', code: 'time', found: '25:00' }
    const refused = { ...REPORT, state: 'refused', rowsRefused: 2, problems: [WRONG, other] }
    const { user } = await openApp('/import/2?site=1', {
      handlers: { ...handlers, 'GET /imports/2': () => refused },
    })
    expect(await screen.findByText(/Rows are wrong, so nothing was written/)).toBeVisible()
    expect(screen.getByRole('link', { name: 'Download as CSV' })).toHaveAttribute(
      'href',
      '/api/v1/imports/2/errors.csv',
    )
    const filter = screen.getByRole('combobox', { name: 'Kind of problem' })
    await user.selectOptions(filter, 'Not a time')
    const table = screen.getByRole('region', { name: /what is wrong, by line/ })
    await waitFor(() => expect(within(table).queryByText('forty')).toBeNull())
    expect(within(table).getByText('25:00')).toBeVisible()
  })

  it('is undone after asking', async () => {
    const { user, requests } = await openApp('/import/2?site=1', {
      handlers: {
        ...handlers,
        'GET /imports/2': () => ({ ...REPORT, dryRun: false }),
        'POST /imports/2/undo': () => json({ importId: 2, jobId: 9 }, 202),
      },
    })
    await user.click(await screen.findByRole('button', { name: 'Undo this import' }))
    const dialog = await screen.findByRole('dialog', { name: 'Undo this import?' })
    await user.click(within(dialog).getByRole('button', { name: 'Undo this import' }))
    await waitFor(() =>
      expect(requests.some(({ url }) => url.endsWith('/imports/2/undo'))).toBe(true),
    )
  })
})
