import { useMutation } from '@tanstack/react-query'
import { all, api } from './client'
import type { Resource } from './resource'
import type { User, UserFields } from './types'

/** What an administrator decides about a user; e-mail and password only when creating. */
export interface UserDraft {
  readonly fields: UserFields
  readonly email: string
  readonly password: string
}

export const users: Resource<User, UserDraft> = {
  name: 'users',
  list: () => all((cursor) => api.GET('/users', { params: { query: { cursor, limit: 500 } } })),
  create: ({ fields, email, password }, header) =>
    api.POST('/users', { body: { ...fields, email, password }, params: { header } }),
  replace: (id, header, { fields }) =>
    api.PUT('/users/{id}', { body: fields, params: { path: { id }, header } }),
}

/** Gives a user a new password, which ends their sessions. */
export function useSetPassword(id: number) {
  return useMutation({
    mutationFn: (password: string) =>
      api.PUT('/users/{id}/password', { body: { password }, params: { path: { id } } }),
  })
}
