import type { components } from './schema'

type Schemas = components['schemas']

/** The API's types under the names the screens use. */
export type Me = Schemas['Me']
export type Site = Schemas['Site']
export type Job = Schemas['Job']

/** What a caller may be allowed to do, as the server names it. */
export type Permission =
  | 'workforce:read'
  | 'workforce:manage'
  | 'demand:read'
  | 'demand:manage'
  | 'rosters:read'
  | 'rosters:manage'
  | 'schedule:own'
  | 'users:manage'
  | 'audit:read'
