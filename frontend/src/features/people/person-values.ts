import type { Person, PersonFields } from '@/api/types'
import { given, type Maybe } from '@/parts/inputs/numbers'
import { apart, together, type WeeklySpan } from '@/parts/inputs/weekly'

/** What the fields of a person hold. */
export interface PersonValues {
  code: string
  name: string
  email: string
  siteId: number | undefined
  employerId: number | undefined
  teamId: number | undefined
  agreementId: number | undefined
  rotationWeeks: Maybe
  hiredOn: string | null
  leftOn: string | null
  skills: { skillId: number | undefined; level: number }[]
  availability: WeeklySpan[]
  validFrom: string | null
}

export function blankPerson(): PersonValues {
  return {
    code: '',
    name: '',
    email: '',
    siteId: undefined,
    employerId: undefined,
    teamId: undefined,
    agreementId: undefined,
    rotationWeeks: '',
    hiredOn: null,
    leftOn: null,
    skills: [],
    availability: [],
    validFrom: null,
  }
}

export function personValues(person: Person): PersonValues {
  const { code, name, siteId, employerId, teamId, agreementId, hiredOn } = person
  return {
    code,
    name,
    email: person.email ?? '',
    siteId,
    employerId,
    teamId,
    agreementId,
    rotationWeeks: person.rotationWeeks ?? '',
    hiredOn,
    leftOn: person.leftOn ?? null,
    skills: person.skills.map(({ skillId, level }) => ({ skillId, level })),
    availability: together(person.availability),
    validFrom: null,
  }
}

export function personFields(values: PersonValues): PersonFields {
  const { email, siteId, employerId, hiredOn, leftOn, validFrom, skills, availability, ...rest } =
    values
  return {
    ...rest,
    email: email.trim() || undefined,
    // an id left empty is sent as 0, which the server names among the bad fields
    siteId: siteId ?? 0,
    employerId: employerId ?? 0,
    hiredOn: hiredOn ?? '',
    leftOn: leftOn ?? undefined,
    rotationWeeks: given(rest.rotationWeeks),
    validFrom: validFrom ?? undefined,
    skills: skills.flatMap(({ skillId, level }) => (skillId ? [{ skillId, level }] : [])),
    availability: apart(availability),
  }
}
