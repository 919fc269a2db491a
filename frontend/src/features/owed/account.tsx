import { Group, NativeSelect, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Programme, programmeList } from '@/api/owed'
import { useFormat } from '@/format'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import type { AccountSearch } from './route'
import { useOwedStrings } from './strings'

const MONTHS = 24

/** The months before a day, the newest first. */
export function monthsBefore(now: Date, count = MONTHS): string[] {
  return Array.from({ length: count }, (_, back) => {
    const at = new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1 - back, 1))
    return at.toISOString().slice(0, 7)
  })
}

export interface Account {
  programme: Programme
  month: string
  search: AccountSearch
  show: (change: Partial<AccountSearch>) => void
}

interface Props {
  title: string
  children: (account: Account) => ReactNode
}

/** The frame of a screen about one programme's month. */
export function AccountPage({ title, children }: Props) {
  const t = useOwedStrings()
  const format = useFormat()
  const search: AccountSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const programmes = useQuery(programmeList)
  const months = monthsBefore(new Date())
  const month = search.month ?? months[0] ?? ''
  const show = (change: Partial<AccountSearch>) =>
    void navigate({ to: '.', search: (old: AccountSearch) => ({ ...old, ...change }) })
  return (
    <Page title={title}>
      <Loaded query={programmes}>
        {(list) => {
          const chosen = list.find(({ id }) => id === search.programme) ?? list[0]
          if (!chosen) return <Empty title={t('none')} text={t('noneText')} />
          return (
            <Stack gap="md">
              <Group gap="sm" align="flex-end">
                <NativeSelect
                  label={t('programme')}
                  value={chosen.id}
                  onChange={({ currentTarget }) =>
                    show({
                      programme: Number(currentTarget.value),
                      day: undefined,
                      invoice: undefined,
                    })
                  }
                  data={list.map(({ id, name }) => ({ value: String(id), label: name }))}
                />
                <NativeSelect
                  label={t('month')}
                  value={month}
                  onChange={({ currentTarget }) =>
                    show({ month: currentTarget.value, day: undefined, invoice: undefined })
                  }
                  data={[...new Set([...months, month])].map((value) => ({
                    value,
                    label: format.month(value),
                  }))}
                />
              </Group>
              {children({ programme: chosen, month, search, show })}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
