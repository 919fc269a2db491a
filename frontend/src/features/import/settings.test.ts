import { beforeEach, describe, expect, it } from 'vitest'
import { rowsOf } from './preview-panel'
import type { Upload } from './queries'
import { remember, remembered } from './remembered'
import {
  choicesOf,
  mappingOf,
  NO_CHOICES,
  orderOf,
  recognisedSettings,
  settingsOf,
  withColumn,
} from './settings'
import { formatChange } from './settings-fields'

const UPLOAD: Upload = {
  id: 5,
  fileName: 'calls.csv',
  bytes: 100,
  createdAt: '2026-11-21T20:00:00Z',
  createdBy: 1,
  recognised: {
    format: 'generic',
    name: 'Columns named by hand',
    confidence: 0.5,
    encoding: 'UTF-8',
    compressed: false,
    header: ['datetime', 'calls', 'ACCEPTABLE 20'],
    headerLine: 1,
    sample: [['2026-11-20 09:00', '40', '38']],
    mapping: { datetime: 'interval_start', calls: 'offered' },
    missing: ['queue_ext_id'],
  },
  formats: [
    {
      code: 'avaya',
      name: 'Avaya',
      daily: false,
      columns: [
        { field: 'answered_within', names: ['ACCEPTABLE #'] },
        { field: 'offered', names: ['CALLSOFFERED', 'Calls'] },
      ],
    },
  ],
  fields: [],
}
const settings = recognisedSettings(UPLOAD)

describe('the settings of a file', () => {
  it('begin as recognised, and leave to the server what is empty', () => {
    expect(mappingOf(settings)).toEqual({
      format: 'generic',
      mapping: { datetime: 'interval_start', calls: 'offered' },
    })
  })

  it('give every row a queue where no column names it', () => {
    expect(mappingOf({ ...settings, queueId: 4 }).queueId).toBe(4)
    const named = withColumn({ ...settings, queueId: 4 }, 'datetime', 'queue_ext_id')
    expect(mappingOf(named).queueId).toBeUndefined()
  })

  it('read a field from one column only', () => {
    expect(withColumn(settings, 'datetime', 'offered').columns).toEqual({ datetime: 'offered' })
    expect(withColumn(settings, 'calls', '').columns).toEqual({ datetime: 'interval_start' })
  })

  it('pair the columns anew for another format, by the names that it knows', () => {
    expect(formatChange(UPLOAD, 'avaya').columns).toEqual({
      calls: 'offered',
      'ACCEPTABLE 20': 'answered_within',
    })
    expect(formatChange(UPLOAD, 'generic').columns).toEqual(UPLOAD.recognised.mapping)
  })

  it('come back from an earlier import as they were', () => {
    const order = orderOf(5, { ...settings, queueId: 4, intervalMin: '30' }, NO_CHOICES, 1, true)
    const { uploadId: _, dryRun: __, ...read } = order
    expect(mappingOf(settingsOf({ read }))).toEqual(read)
  })
})

describe('an order', () => {
  it('makes new queues at the site on screen, and names no site otherwise', () => {
    const choices = { ...NO_CHOICES, createQueues: true }
    expect(orderOf(5, settings, choices, 3, true)).toMatchObject({ createQueues: true, siteId: 3 })
    expect(orderOf(5, settings, NO_CHOICES, 3, true).siteId).toBeUndefined()
  })

  it('takes the choices of an earlier one over', () => {
    const earlier = { allowClosed: true } as Parameters<typeof choicesOf>[0]
    expect(choicesOf(earlier)).toEqual({ ...NO_CHOICES, allowClosed: true })
  })
})

describe('the first rows', () => {
  it('are the file’s own cells while fields are missing', () => {
    expect(rowsOf(UPLOAD, undefined)).toEqual([
      { line: 2, cells: ['2026-11-20 09:00', '40', '38'], problems: [] },
    ])
  })
})

describe('memory', () => {
  beforeEach(() => localStorage.clear())

  it('keeps how files with the same columns are read', () => {
    remember(['a', 'b'], settings)
    expect(remembered(['a', 'b'])).toEqual(settings)
    expect(remembered(['b', 'a'])).toBeUndefined()
  })

  it('forgets the oldest of many, and survives what it cannot read', () => {
    for (let i = 0; i <= 20; i++) remember([`column ${i}`], settings)
    expect(remembered(['column 0'])).toBeUndefined()
    expect(remembered(['column 20'])).toEqual(settings)
    localStorage.setItem('muster-import-mapping', '{')
    expect(remembered(['column 20'])).toBeUndefined()
  })
})
