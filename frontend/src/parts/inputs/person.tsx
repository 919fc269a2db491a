import { Select, type SelectProps } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { personQuery } from '@/api/people'

interface Props extends Omit<SelectProps, 'value' | 'defaultValue' | 'onChange' | 'data'> {
  value?: number
  onChange?: (id: number | undefined) => void
}

/** Chooses one person by typing part of a name, code or e-mail; the server searches. */
export function PersonField({ value, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 250)
  const { data: found = [] } = useQuery({
    queryKey: ['people', 'search', q],
    placeholderData: keepPreviousData,
    queryFn: async () =>
      body(await api.GET('/people', { params: { query: { q: q || undefined, limit: 20 } } })).items,
  })
  const { data: chosen } = useQuery({ ...personQuery(value ?? 0), enabled: value !== undefined })
  const people = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <Select
      searchable
      filter={({ options }) => options}
      onSearchChange={setTyped}
      {...rest}
      data={people.map(({ id, name, code }) => ({ value: String(id), label: `${name} · ${code}` }))}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange?.(id === null ? undefined : Number(id))}
    />
  )
}
