import type { User } from '@/api/types'
import type { UserDraft } from '@/api/users'

/** What the fields of a user hold. */
export interface UserValues {
  name: string
  email: string
  password: string
  roles: User['roles']
  /** Every site, and not only those chosen. */
  allSites: boolean
  siteIds: string[]
  employerId: number | undefined
  personId: number | undefined
  disabled: boolean
}

export function blankUser(): UserValues {
  return {
    name: '',
    email: '',
    password: '',
    roles: ['planner'],
    allSites: true,
    siteIds: [],
    employerId: undefined,
    personId: undefined,
    disabled: false,
  }
}

export function userValues(user: User): UserValues {
  const { name, email, roles, siteIds, employerId, personId, disabled } = user
  return {
    name,
    email,
    password: '',
    roles,
    allSites: siteIds === null,
    siteIds: (siteIds ?? []).map(String),
    employerId,
    personId,
    disabled,
  }
}

export function userDraft(values: UserValues): UserDraft {
  const { name, email, password, roles, allSites, siteIds, employerId, personId, disabled } = values
  return {
    email: email.trim(),
    password,
    fields: {
      name,
      roles,
      siteIds: allSites ? null : siteIds.map(Number),
      employerId,
      personId,
      disabled,
    },
  }
}
