import type { ImportMapping, ImportOrder, ImportReport, Upload } from './queries'

/** How a planner wants a file read. Empty texts mean: as recognised. */
export interface Settings {
  readonly format: string
  /** Field by column; a column that is not among them is not read. */
  readonly columns: Readonly<Record<string, string>>
  readonly timeZone: string
  readonly queueId: number | undefined
  readonly intervalMin: string
  readonly dateOrder: string
  readonly decimal: string
  readonly durationUnit: string
}

/** What an import does beside reading. */
export interface Choices {
  readonly createQueues: boolean
  readonly skipRefused: boolean
  readonly allowClosed: boolean
  readonly source: string
}

export const NO_CHOICES: Choices = {
  createQueues: false,
  skipRefused: false,
  allowClosed: false,
  source: '',
}

/** What was recognised, as a starting point. */
export function recognisedSettings({ recognised }: Pick<Upload, 'recognised'>): Settings {
  return {
    format: recognised.format,
    columns: recognised.mapping,
    timeZone: '',
    queueId: undefined,
    intervalMin: '',
    dateOrder: '',
    decimal: '',
    durationUnit: '',
  }
}

/** The way an earlier import read the file. */
export function settingsOf({ read }: Pick<ImportReport, 'read'>): Settings {
  return {
    format: read.format ?? '',
    columns: read.mapping ?? {},
    timeZone: read.timeZone ?? '',
    queueId: read.queueId,
    intervalMin: read.intervalMin ? String(read.intervalMin) : '',
    dateOrder: read.dateOrder ?? '',
    decimal: read.decimal ?? '',
    durationUnit: read.durationUnit ?? '',
  }
}

/** The choices of an earlier import. */
export function choicesOf(one: ImportReport): Choices {
  return {
    createQueues: one.createQueues ?? false,
    skipRefused: one.skipRefused ?? false,
    allowClosed: one.allowClosed ?? false,
    source: one.source ?? '',
  }
}

/** Settings as the API takes them: what is empty is left out. */
export function mappingOf(settings: Settings): ImportMapping {
  const { format, columns, timeZone, queueId, intervalMin, dateOrder, decimal, durationUnit } =
    settings
  // a file that names its queues needs no queue for every row
  const namesQueue = Object.values(columns).includes('queue_ext_id')
  return {
    format: format || undefined,
    mapping: { ...columns },
    timeZone: timeZone || undefined,
    queueId: namesQueue ? undefined : queueId,
    intervalMin: (Number(intervalMin) || undefined) as ImportMapping['intervalMin'],
    dateOrder: (dateOrder || undefined) as ImportMapping['dateOrder'],
    decimal: (decimal || undefined) as ImportMapping['decimal'],
    durationUnit: (durationUnit || undefined) as ImportMapping['durationUnit'],
  }
}

/** An import of an upload with these settings. New queues are made at the site on screen. */
export function orderOf(
  uploadId: number,
  settings: Settings,
  choices: Choices,
  site: number | undefined,
  dryRun: boolean,
): ImportOrder {
  return {
    uploadId,
    ...mappingOf(settings),
    dryRun,
    createQueues: choices.createQueues || undefined,
    siteId: choices.createQueues ? site : undefined,
    skipRefused: choices.skipRefused || undefined,
    allowClosed: choices.allowClosed || undefined,
    source: choices.source || undefined,
  }
}

/** A column read as a field, or not read at all; a field is read from one column only. */
export function withColumn(settings: Settings, column: string, field: string): Settings {
  const kept = Object.entries(settings.columns).filter(
    ([name, meaning]) => name !== column && meaning !== field,
  )
  return {
    ...settings,
    columns: Object.fromEntries(field ? [...kept, [column, field]] : kept),
  }
}
