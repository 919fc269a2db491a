import { Checkbox, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { employers, skills, teams } from '@/api/workforce'
import { Search } from '@/design/icons'
import type { PeopleSearch } from './route'
import { usePeopleStrings } from './strings'

const route = getRouteApi('/shell/people')

/** Narrows the list. What is chosen is part of the address. */
export function Filters() {
  const t = usePeopleStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const narrow = (change: PeopleSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true })
  const type = useDebouncedCallback((q: string) => narrow({ q: q.trim() || undefined }), 250)
  return (
    <Group gap="sm" mb="sm">
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<Search size={15} aria-hidden />}
        defaultValue={search.q ?? ''}
        onChange={(event) => type(event.currentTarget.value)}
        w={{ base: '100%', xs: 260 }}
      />
      <Choice
        label={t('employer')}
        things={useList(employers).data}
        value={search.employer}
        onChange={(employer) => narrow({ employer })}
      />
      <Choice
        label={t('team')}
        things={useList(teams).data}
        value={search.team}
        onChange={(team) => narrow({ team })}
      />
      <Choice
        label={t('skill')}
        things={useList(skills).data}
        value={search.skill}
        onChange={(skill) => narrow({ skill })}
      />
      <Checkbox
        label={t('everywhere')}
        checked={search.everywhere ?? false}
        onChange={(event) => narrow({ everywhere: event.currentTarget.checked || undefined })}
      />
    </Group>
  )
}

interface ChoiceProps {
  label: string
  things: readonly { id: number; name: string }[] | undefined
  value: number | undefined
  onChange: (id: number | undefined) => void
}

function Choice({ label, things = [], value, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={things.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? undefined : Number(chosen))}
      clearable
      searchable
      w={180}
    />
  )
}
