import { NativeSelect, Stack } from '@mantine/core'
import type { Employer, EmployerFields } from '@/api/types'
import { employers } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import type { EditorForm, Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

const KINDS = ['own', 'vendor', 'crowd', 'bot'] as const

function useColumns(): Column<Employer>[] {
  const t = useSetupStrings()
  return [
    ...useNamingColumns<Employer>(),
    {
      key: 'kind',
      header: t('kind'),
      cell: (row) => t(`employerKinds.${row.kind}`),
      sortBy: (row) => row.kind,
    },
  ]
}

function Fields({ form }: EditorForm<EmployerFields>) {
  const t = useSetupStrings()
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <NativeSelect
        label={t('kind')}
        data={wordsOf(KINDS, (kind) => t(`employerKinds.${kind}`))}
        {...form.getInputProps('kind')}
      />
    </Stack>
  )
}

export const employerRegister: Register<Employer, EmployerFields, EmployerFields> = {
  resource: employers,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({ code: '', name: '', kind: 'own' }),
  toForm: ({ code, name, kind }) => ({ code, name, kind }),
  toFields: (values) => values,
  Fields,
}
