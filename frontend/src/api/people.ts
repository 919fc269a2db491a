import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { all, api, BASE, body, send } from './client'
import type { Resource } from './resource'
import type {
  Absence,
  AbsenceFields,
  Assignment,
  AssignmentFields,
  PeopleImport,
  Person,
  PersonFields,
} from './types'

/** Narrows the list of people. What is absent does not narrow. */
export interface PeopleFilter {
  readonly site?: number
  readonly employer?: number
  readonly team?: number
  readonly skill?: number
  /** Part of a code, a name or an e-mail address. */
  readonly q?: string
}

export function peopleQuery(filter: PeopleFilter) {
  return queryOptions({
    queryKey: ['people', filter],
    queryFn: () =>
      all((cursor) => api.GET('/people', { params: { query: { ...filter, cursor, limit: 500 } } })),
  })
}

export function personQuery(id: number) {
  return queryOptions({
    queryKey: ['people', id],
    queryFn: async () => body(await api.GET('/people/{id}', { params: { path: { id } } })),
  })
}

export const people: Resource<Person, PersonFields> = {
  name: 'people',
  list: () => all((cursor) => api.GET('/people', { params: { query: { cursor, limit: 500 } } })),
  create: (fields, header) => api.POST('/people', { body: fields, params: { header } }),
  replace: (id, header, fields) =>
    api.PUT('/people/{id}', { body: fields, params: { path: { id }, header } }),
  remove: (id) => api.DELETE('/people/{id}', { params: { path: { id } } }),
}

/** The absences of a person, as a kind of their own. */
export function absencesOf(person: number): Resource<Absence, AbsenceFields> {
  const at = { id: person }
  return {
    name: `people/${person}/absences`,
    list: () =>
      all((cursor) =>
        api.GET('/people/{id}/absences', { params: { path: at, query: { cursor, limit: 500 } } }),
      ),
    create: (fields, header) =>
      api.POST('/people/{id}/absences', { body: fields, params: { path: at, header } }),
    replace: (entry, header, fields) =>
      api.PUT('/people/{id}/absences/{entry}', {
        body: fields,
        params: { path: { ...at, entry }, header },
      }),
    remove: (entry) =>
      api.DELETE('/people/{id}/absences/{entry}', { params: { path: { ...at, entry } } }),
  }
}

/** The fixed assignments of a person, as a kind of their own. */
export function assignmentsOf(person: number): Resource<Assignment, AssignmentFields> {
  const at = { id: person }
  return {
    name: `people/${person}/assignments`,
    list: () =>
      all((cursor) =>
        api.GET('/people/{id}/assignments', {
          params: { path: at, query: { cursor, limit: 500 } },
        }),
      ),
    create: (fields, header) =>
      api.POST('/people/{id}/assignments', { body: fields, params: { path: at, header } }),
    replace: (entry, header, fields) =>
      api.PUT('/people/{id}/assignments/{entry}', {
        body: fields,
        params: { path: { ...at, entry }, header },
      }),
    remove: (entry) =>
      api.DELETE('/people/{id}/assignments/{entry}', { params: { path: { ...at, entry } } }),
  }
}

/** A file of people to bring in, or to try. */
export interface PeopleFile {
  readonly file: File
  /** Only tell what would happen. */
  readonly dryRun: boolean
}

/** Sends a file of people as it stands: it may be too long to hold as text. */
export function useImportPeople() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ file, dryRun }: PeopleFile): Promise<PeopleImport> => {
      const address = `${location.origin}${BASE}/people/import?dryRun=${dryRun}`
      const headers = { 'Content-Type': 'text/csv' }
      const answer = await send(new Request(address, { method: 'POST', body: file, headers }))
      return (await answer.json()) as PeopleImport
    },
    onSuccess: ({ dryRun, refused }) => {
      if (!dryRun && refused === 0) void client.invalidateQueries({ queryKey: ['people'] })
    },
  })
}

/** Makes a new secret calendar address for a person; the old one ends. */
export function useRotateFeed(person: number) {
  return useMutation({
    mutationFn: async () =>
      body(await api.POST('/people/{id}/feed', { params: { path: { id: person } } })).url,
  })
}
