import { Group, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Column } from '@/parts/data-table'
import { useSetupStrings } from './strings'

interface Named {
  code: string
  name: string
}

/** The code and name that every kind has. */
export function NamingFields<V extends Named>({ form }: { form: UseFormReturnType<V> }) {
  const t = useSetupStrings()
  return (
    <Group grow align="flex-start" preventGrowOverflow={false} wrap="nowrap">
      <TextInput
        label={t('code')}
        data-autofocus
        maxLength={64}
        required
        w={130}
        style={{ flexGrow: 0 }}
        {...form.getInputProps('code')}
      />
      <TextInput label={t('name')} maxLength={200} required {...form.getInputProps('name')} />
    </Group>
  )
}

/** The columns that every list begins with. */
export function useNamingColumns<E extends Named>(): Column<E>[] {
  const t = useSetupStrings()
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (row) => row.name,
      sortBy: (row) => row.name,
      names: true,
    },
    { key: 'code', header: t('code'), cell: (row) => row.code, sortBy: (row) => row.code },
  ]
}
