import { Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import { users } from '@/api/users'
import { sites } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { auditQuery } from './queries'
import type { AuditSearch } from './route'
import { useAuditStrings } from './strings'
import { type AuditEntry, useAuditWords } from './words'

const route = getRouteApi('/shell/settings/audit')

/** Who did what, when, and what was noted about it. */
export function AuditPage() {
  const t = useAuditStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { isPending } = useList(sites)
  const zone = useSite()?.zone ?? 'UTC'
  const query = useInfiniteQuery({
    ...auditQuery(search, zone),
    enabled: !isPending, // days are asked for in the zone of the site, once that is known
    placeholderData: keepPreviousData,
  })
  const show = (change: Partial<AuditSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  const columns = useColumns(zone, (about) => show({ about }))
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Text c="dimmed" maw={720}>
          {t('intro')}
        </Text>
        <Filters key={search.about} search={search} onChange={show} />
        <Loaded query={query}>
          {({ pages }) => {
            const rows = pages.flatMap((page) => page.items)
            if (rows.length === 0) return <Empty title={t('none')} text={t('noneText')} />
            return (
              <DataTable
                label={t('title')}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
              />
            )
          }}
        </Loaded>
        {query.hasNextPage && (
          <Button
            variant="default"
            style={{ alignSelf: 'center' }}
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('older')}
          </Button>
        )}
      </Stack>
    </Page>
  )
}

interface FiltersProps {
  search: AuditSearch
  onChange: (change: Partial<AuditSearch>) => void
}

function Filters({ search, onChange }: FiltersProps) {
  const t = useAuditStrings()
  const people = useList(users)
  const [about, setAbout] = useState(search.about ?? '')
  const apply = () => onChange({ about: about.trim() || undefined })
  const asked = search.by || search.about || search.from || search.to
  return (
    <Group gap="sm" align="flex-start">
      <Select
        label={t('byLabel')}
        placeholder={t('anybody')}
        searchable
        clearable
        data={optionsOf(people.data ?? [])}
        value={search.by ? String(search.by) : null}
        onChange={(chosen) => onChange({ by: chosen ? Number(chosen) : undefined })}
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          apply()
        }}
      >
        <TextInput
          label={t('aboutLabel')}
          description={t('aboutHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={about}
          onChange={(event) => setAbout(event.currentTarget.value)}
          onBlur={apply}
        />
      </form>
      <DayField
        label={t('from')}
        clearable
        w={150}
        value={search.from ?? null}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayField
        label={t('to')}
        clearable
        w={150}
        minDate={search.from}
        value={search.to ?? null}
        onChange={(day) => onChange({ to: day ?? undefined })}
      />
      {asked && (
        <Button
          variant="subtle"
          mt={24}
          onClick={() =>
            onChange({ by: undefined, about: undefined, from: undefined, to: undefined })
          }
        >
          {t('clear')}
        </Button>
      )}
    </Group>
  )
}

function useColumns(zone: string, onSubject: (subject: string) => void): Column<AuditEntry>[] {
  const t = useAuditStrings()
  const format = useFormat()
  const words = useAuditWords()
  const people = useList(users)
  const nameOf = (id: number | undefined) => {
    if (!id) return t('muster')
    return people.data?.find((one) => one.id === id)?.name ?? t('account', { id })
  }
  return [
    { key: 'when', header: t('when'), names: true, cell: (row) => format.dateTime(row.at, zone) },
    { key: 'who', header: t('who'), cell: (row) => nameOf(row.userId) },
    { key: 'what', header: t('what'), cell: (row) => words.action(row.action) },
    {
      key: 'about',
      header: t('about'),
      cell: ({ subject }) =>
        subject && (
          <Anchor
            component="button"
            type="button"
            aria-label={t('onlyThis', { subject: words.subject(subject) })}
            onClick={() => onSubject(subject)}
          >
            {words.subject(subject)}
          </Anchor>
        ),
    },
    { key: 'more', header: t('more'), cell: (row) => words.details(row.detail) },
  ]
}
