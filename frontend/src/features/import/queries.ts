import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, body, idempotencyKey } from '@/api/client'
import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type Upload = Schemas['Upload']
export type ImportMapping = Schemas['ImportMapping']
export type MappingPreview = Schemas['MappingPreview']
export type PreviewRow = Schemas['PreviewRow']
export type ImportOrder = Schemas['ImportOrder']
export type Import = Schemas['Import']
export type ImportReport = Schemas['ImportReport']
export type ImportProblem = Schemas['ImportProblem']
export type ReconciledQueue = Schemas['ReconciledQueue']

const ASK_AGAIN_MS = 1500
const RUNNING: readonly Import['state'][] = ['queued', 'checking', 'writing', 'undoing']

/** Whether a job is at work on an import. */
export function isRunning({ state }: Pick<Import, 'state'>): boolean {
  return RUNNING.includes(state)
}

/** The imports, newest first. Asked again while one is under way. */
export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: async () => body(await api.GET('/imports', { params: { query: { limit: 100 } } })).items,
  refetchInterval: ({ state }) => (state.data?.some(isRunning) ? ASK_AGAIN_MS : false),
})

/** One import with what it found. Asked again until it has come to its end. */
export function importQuery(id: number) {
  return queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: async () => body(await api.GET('/imports/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? ASK_AGAIN_MS : false),
  })
}

/** An upload that is not yet imported, with what was recognised in it. */
export function uploadQuery(id: number) {
  return queryOptions({
    queryKey: ['uploads', id],
    queryFn: async () => body(await api.GET('/uploads/{id}', { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** How the first rows of an upload read with a mapping. */
export function previewQuery(id: number, mapping: ImportMapping) {
  return queryOptions({
    queryKey: ['uploads', id, 'preview', mapping],
    queryFn: async ({ signal }) => {
      const params = { path: { id } }
      return body(await api.PUT('/uploads/{id}/mapping', { params, body: mapping, signal }))
    },
    placeholderData: keepPreviousData,
  })
}

/** Starts an import, on trial or in earnest. */
export function useStartImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (order: ImportOrder) =>
      body(await api.POST('/imports', { body: order, params: { header: idempotencyKey() } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}

/** Starts to give back what was there before an import. */
export function useUndoImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) =>
      body(await api.POST('/imports/{id}/undo', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['imports'] }),
  })
}
