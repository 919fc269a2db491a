import { Select, Stack } from '@mantine/core'
import { useList, useNames } from '@/api/resource'
import type { Team, TeamFields } from '@/api/types'
import { employers, sites, teams } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import type { EditorForm, Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

interface Values {
  code: string
  name: string
  siteId: number | undefined
  employerId: number | undefined
}

function useColumns(): Column<Team>[] {
  const t = useSetupStrings()
  const siteName = useNames(sites)
  const employerName = useNames(employers)
  return [
    ...useNamingColumns<Team>(),
    {
      key: 'site',
      header: t('site'),
      cell: (row) => siteName(row.siteId),
      sortBy: (row) => siteName(row.siteId),
    },
    {
      key: 'employer',
      header: t('employer'),
      cell: (row) => employerName(row.employerId),
      sortBy: (row) => employerName(row.employerId),
    },
  ]
}

function Fields({ form }: EditorForm<Values>) {
  const t = useSetupStrings()
  const { data: allSites = [] } = useList(sites)
  const { data: allEmployers = [] } = useList(employers)
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <Select label={t('site')} data={optionsOf(allSites)} required {...idInput(form, 'siteId')} />
      <Select
        label={t('employer')}
        data={optionsOf(allEmployers)}
        required
        {...idInput(form, 'employerId')}
      />
    </Stack>
  )
}

export const teamRegister: Register<Team, TeamFields, Values> = {
  resource: teams,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({ code: '', name: '', siteId: undefined, employerId: undefined }),
  toForm: ({ code, name, siteId, employerId }) => ({ code, name, siteId, employerId }),
  // an id left empty is sent as 0, which the server names among the bad fields
  toFields: (values) => ({
    ...values,
    siteId: values.siteId ?? 0,
    employerId: values.employerId ?? 0,
  }),
  Fields,
}
