import { queryOptions } from '@tanstack/react-query'
import { api, BASE, body, idempotencyKey, send } from './client'
import { problemOf } from './problem'
import './refusals/owed'
import type { components } from './schema'

type Schemas = components['schemas']
export type ProgrammeFigure = Schemas['ProgrammeFigure']
export type Scorecard = Schemas['Scorecard']
export type ScoreLine = Schemas['ScoreLine']
export type ScorePoint = Schemas['ScorePoint']
export type Misses = Schemas['Misses']
export type MissShares = Schemas['MissShares']
export type VendorStatement = Schemas['VendorStatement']
export type ServiceCredit = Schemas['ServiceCredit']
export type VendorInvoice = Schemas['VendorInvoice']
export type InvoiceFinding = Schemas['InvoiceFinding']
export type ReconciledInvoice = Schemas['ReconciledInvoice']
export type InvoiceRerun = Schemas['InvoiceRerun']
export type Derivation = Schemas['Derivation']
export type TakenCounts = Schemas['TakenCounts']
export type Programme = Schemas['Programme']

/** Every key begins so: what one step changes, the others show at once. */
export const OWED = ['owed'] as const

export const programmeList = queryOptions({
  queryKey: [...OWED, 'programmes'],
  queryFn: async ({ signal }) => body(await api.GET('/programmes', { signal })).items,
})

export function figuresQuery(id: number, month: string) {
  return queryOptions({
    queryKey: [...OWED, 'figures', id, month],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { from: month, to: month } }
      return body(await api.GET('/programmes/{id}/figures', { params, signal }))
    },
  })
}

export function scorecardQuery(id: number, month: string) {
  return queryOptions({
    queryKey: [...OWED, 'scorecard', id, month],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { month } }
      return body(await api.GET('/programmes/{id}/scorecard', { params, signal }))
    },
  })
}

export function scorecardsQuery(month: string) {
  return queryOptions({
    queryKey: [...OWED, 'scorecards', month],
    queryFn: async ({ signal }) =>
      body(await api.GET('/scorecards', { params: { query: { month } }, signal })).items,
  })
}

export function missesQuery(id: number, month: string, day?: string) {
  return queryOptions({
    queryKey: [...OWED, 'misses', id, month, day],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { month, day } }
      return body(await api.GET('/programmes/{id}/misses', { params, signal }))
    },
  })
}

export function statementQuery(id: number, month: string) {
  return queryOptions({
    queryKey: [...OWED, 'statement', id, month],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { month } }
      return body(await api.GET('/programmes/{id}/statement', { params, signal }))
    },
  })
}

export function invoicesQuery(id: number, month: string) {
  return queryOptions({
    queryKey: [...OWED, 'invoices', id, month],
    queryFn: async ({ signal }) => {
      const params = { path: { id }, query: { month } }
      return body(await api.GET('/programmes/{id}/invoices', { params, signal })).items
    },
  })
}

/** Invoices of any month with lines that are queries or disputed. */
export function openInvoicesQuery(id: number) {
  return queryOptions({
    queryKey: [...OWED, 'invoices', id, 'open'],
    queryFn: async ({ signal }) => {
      const { items } = body(
        await api.GET('/programmes/{id}/invoices', { params: { path: { id } }, signal }),
      )
      return items.filter(({ open }) => open > 0)
    },
  })
}

export function invoiceQuery(id: number) {
  return queryOptions({
    queryKey: [...OWED, 'invoice', id],
    queryFn: async ({ signal }) =>
      body(await api.GET('/invoices/{id}', { params: { path: { id } }, signal })),
  })
}

/** Agrees to a credit, or disputes it. */
export async function moveCredit(id: number, step: Schemas['CreditStep']) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/programmes/{id}/credits', { params, body: step }))
}

/** Takes a line of an invoice to another state. */
export async function moveLine(id: number, step: Schemas['InvoiceStep']) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/invoices/{id}/moves', { params, body: step }))
}

/** Keeps what an invoice comes to now. */
export async function renewInvoice(id: number) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/invoices/{id}/rerun', { params }))
}

/** Sets an invoice once more against what is known now; nothing changes by it. */
export async function rerunInvoice(id: number) {
  return body(await api.GET('/invoices/{id}/rerun', { params: { path: { id } } }))
}

/** Closes a month. */
export async function closePeriod(id: number, month: string) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/programmes/{id}/closings', { params, body: { month } }))
}

/** Changes a closed month by an amount. */
export async function correctPeriod(id: number, correction: Schemas['NewCorrection']) {
  const params = { path: { id }, header: idempotencyKey() }
  return body(await api.POST('/programmes/{id}/corrections', { params, body: correction }))
}

/** Sends a file with what is said of it in the address. */
export async function sendFile<T>(
  path: string,
  query: Record<string, string>,
  file: File,
): Promise<T> {
  const address = `${location.origin}${BASE}${path}?${new URLSearchParams(query)}`
  const headers = {
    'Content-Type': 'application/octet-stream',
    'X-File-Name': encodeURIComponent(file.name),
  }
  const response = await send(new Request(address, { method: 'POST', headers, body: file }))
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

/** Sends an invoice of a month. */
export function sendInvoice(id: number, month: string, number: string, file: File) {
  return sendFile<ReconciledInvoice>(`/programmes/${id}/invoices`, { month, number }, file)
}

/** Sends counts of one source. */
export function sendCounts(id: number, source: string, file: File) {
  return sendFile<TakenCounts>(`/programmes/${id}/counts`, { source }, file)
}
