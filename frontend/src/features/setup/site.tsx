import { Autocomplete, Select, Stack, TextInput } from '@mantine/core'
import { useList, useNames } from '@/api/resource'
import type { Site, SiteFields } from '@/api/types'
import { calendars, sites } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import type { EditorForm, Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

interface Values {
  code: string
  name: string
  zone: string
  country: string
  calendarId: number | undefined
}

const ZONES = Intl.supportedValuesOf('timeZone')

function useColumns(): Column<Site>[] {
  const t = useSetupStrings()
  const calendarName = useNames(calendars)
  return [
    ...useNamingColumns<Site>(),
    { key: 'zone', header: t('zone'), cell: (row) => row.zone, sortBy: (row) => row.zone },
    {
      key: 'country',
      header: t('country'),
      cell: (row) => row.country,
      sortBy: (row) => row.country,
    },
    { key: 'calendar', header: t('calendar'), cell: (row) => calendarName(row.calendarId) || '–' },
  ]
}

function Fields({ form }: EditorForm<Values>) {
  const t = useSetupStrings()
  const { data = [] } = useList(calendars)
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <Autocomplete
        label={t('zone')}
        description={t('zoneHint')}
        data={ZONES}
        limit={30}
        required
        {...form.getInputProps('zone')}
      />
      <TextInput
        label={t('country')}
        description={t('countryHint')}
        maxLength={2}
        required
        {...form.getInputProps('country')}
      />
      <Select
        label={t('calendar')}
        data={optionsOf(data)}
        clearable
        {...idInput(form, 'calendarId')}
      />
    </Stack>
  )
}

export const siteRegister: Register<Site, SiteFields, Values> = {
  resource: sites,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({ code: '', name: '', zone: '', country: '', calendarId: undefined }),
  toForm: ({ code, name, zone, country, calendarId }) => ({
    code,
    name,
    zone,
    country,
    calendarId,
  }),
  toFields: (values) => ({ ...values, country: values.country.toUpperCase() }),
  Fields,
}
