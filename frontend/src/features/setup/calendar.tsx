import { Stack, TextInput } from '@mantine/core'
import type { Calendar, CalendarFields } from '@/api/types'
import { calendars } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import type { EditorForm, Register } from '@/parts/register/register'
import { CalendarDaysLink } from './calendar-days-link'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

function useColumns(): Column<Calendar>[] {
  const t = useSetupStrings()
  return [
    ...useNamingColumns<Calendar>(),
    { key: 'region', header: t('region'), cell: (row) => row.region, sortBy: (row) => row.region },
    { key: 'days', header: t('days'), cell: (row) => <CalendarDaysLink calendar={row} /> },
  ]
}

function Fields({ form }: EditorForm<CalendarFields>) {
  const t = useSetupStrings()
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <TextInput
        label={t('region')}
        description={t('regionHint')}
        maxLength={32}
        {...form.getInputProps('region')}
      />
    </Stack>
  )
}

export const calendarRegister: Register<Calendar, CalendarFields, CalendarFields> = {
  resource: calendars,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({ code: '', name: '', region: '' }),
  toForm: ({ code, name, region }) => ({ code, name, region }),
  toFields: (values) => values,
  Fields,
}
