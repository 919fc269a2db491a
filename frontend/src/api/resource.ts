import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { body } from './client'

/** What every stored thing has. */
export interface Entity {
  readonly id: number
  readonly version: number
}

type Answer<T> = Promise<{ data?: T }>

/** The calls behind one kind of thing: E is what is stored, F what a person decides. */
export interface Resource<E extends Entity, F> {
  /** Names the kind in the cache, as in the address of the API. */
  readonly name: string
  readonly list: () => Promise<E[]>
  readonly create: (fields: F, once: { 'Idempotency-Key': string }) => Answer<E>
  readonly replace: (id: number, match: { 'If-Match': string }, fields: F) => Answer<E>
  readonly remove?: (id: number) => Promise<unknown>
}

/** The whole list of a kind that is short by nature. */
export function listQuery<E extends Entity, F>(resource: Resource<E, F>) {
  return queryOptions({
    queryKey: [resource.name],
    staleTime: 60_000,
    queryFn: resource.list,
  })
}

/** The list of a kind, with its states. */
export function useList<E extends Entity, F>(resource: Resource<E, F>) {
  return useQuery(listQuery(resource))
}

/** What to call the things of a kind by their id; "" while they are on their way. */
export function useNames<E extends Entity & { name: string }, F>(
  resource: Resource<E, F>,
): (id: number | undefined) => string {
  const { data } = useList(resource)
  return (id) => data?.find((one) => one.id === id)?.name ?? ''
}

/** An edit: of which version of what, or of nothing yet. */
export interface Edit<F> {
  readonly of?: Entity
  readonly fields: F
  /** Makes a repeated creation one. */
  readonly once: { 'Idempotency-Key': string }
}

/** Creates or replaces, then lists afresh. */
export function useSave<E extends Entity, F>(resource: Resource<E, F>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ of, fields, once }: Edit<F>): Promise<E> => {
      if (!of) return body(await resource.create(fields, once))
      return body(await resource.replace(of.id, { 'If-Match': `"${of.version}"` }, fields))
    },
    onSuccess: () => client.invalidateQueries({ queryKey: [resource.name] }),
  })
}

/** Deletes what nothing refers to, then lists afresh. */
export function useRemove<E extends Entity, F>(resource: Resource<E, F>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: number) => resource.remove?.(id),
    onSuccess: () => client.invalidateQueries({ queryKey: [resource.name] }),
  })
}
