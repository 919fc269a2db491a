import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useList, useNames } from '@/api/resource'
import type { Person } from '@/api/types'
import { agreements, employers, skills, teams } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { Status } from '@/parts/status'
import { usePeopleStrings } from './strings'

/** What the list of people shows of each. */
export function usePeopleColumns(): Column<Person>[] {
  const t = usePeopleStrings()
  const employer = useNames(employers)
  const team = useNames(teams)
  const agreement = useNames(agreements)
  const skillsOf = useSkillText()
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: (row) => row.name,
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/people/$personId" params={{ personId: row.id }} {...props} />
          )}
        >
          {row.name}
        </Anchor>
      ),
    },
    { key: 'code', header: t('code'), cell: (row) => row.code, sortBy: (row) => row.code },
    {
      key: 'employer',
      header: t('employer'),
      cell: (row) => employer(row.employerId),
      sortBy: (row) => employer(row.employerId),
    },
    {
      key: 'team',
      header: t('team'),
      cell: (row) => team(row.teamId) || '–',
      sortBy: (row) => team(row.teamId),
    },
    {
      key: 'agreement',
      header: t('agreement'),
      sortBy: (row) => agreement(row.agreementId),
      cell: (row) =>
        row.agreementId ? (
          agreement(row.agreementId)
        ) : (
          <Status standing="warn">{t('noAgreement')}</Status>
        ),
    },
    { key: 'skills', header: t('skills'), cell: skillsOf, sortBy: (row) => row.skills.length },
  ]
}

/** A person's skills in words, strongest first. */
function useSkillText(): (person: Person) => string {
  const { data } = useList(skills)
  const names = useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data])
  return ({ skills: levels }) =>
    levels
      .toSorted((a, b) => b.level - a.level)
      .map(({ skillId, level }) => `${names.get(skillId) ?? ''} ${level}`)
      .join(', ') || '–'
}
