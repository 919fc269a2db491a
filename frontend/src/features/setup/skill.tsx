import type { Skill, SkillFields } from '@/api/types'
import { skills } from '@/api/workforce'
import type { Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'

export const skillRegister: Register<Skill, SkillFields, SkillFields> = {
  resource: skills,
  nameOf: ({ name }) => name,
  useColumns: useNamingColumns,
  blank: () => ({ code: '', name: '' }),
  toForm: ({ code, name }) => ({ code, name }),
  toFields: (values) => values,
  Fields: NamingFields,
}
