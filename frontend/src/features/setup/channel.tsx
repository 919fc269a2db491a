import { NativeSelect, Stack } from '@mantine/core'
import type { Channel, ChannelFields } from '@/api/types'
import { channels } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import { type Maybe, NumberField } from '@/parts/inputs/numbers'
import type { EditorForm, Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

const KINDS = [
  'voice',
  'callback',
  'video',
  'chat',
  'messaging',
  'social',
  'email',
  'ticket',
  'back_office',
] as const

type Values = Omit<ChannelFields, 'concurrency'> & { concurrency: Maybe }

function useColumns(): Column<Channel>[] {
  const t = useSetupStrings()
  return [
    ...useNamingColumns<Channel>(),
    {
      key: 'kind',
      header: t('kind'),
      cell: (row) => t(`channelKinds.${row.kind}`),
      sortBy: (row) => row.kind,
    },
    {
      key: 'concurrency',
      header: t('concurrency'),
      cell: (row) => row.concurrency,
      sortBy: (row) => row.concurrency,
      align: 'end',
    },
  ]
}

function Fields({ form }: EditorForm<Values>) {
  const t = useSetupStrings()
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <NativeSelect
        label={t('kind')}
        data={wordsOf(KINDS, (kind) => t(`channelKinds.${kind}`))}
        {...form.getInputProps('kind')}
      />
      <NumberField
        form={form}
        path="concurrency"
        label={t('concurrency')}
        description={t('concurrencyHint')}
        allowDecimal={false}
      />
    </Stack>
  )
}

export const channelRegister: Register<Channel, ChannelFields, Values> = {
  resource: channels,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({ code: '', name: '', kind: 'voice', concurrency: 1 }),
  toForm: ({ code, name, kind, concurrency }) => ({ code, name, kind, concurrency }),
  toFields: (values) => ({ ...values, concurrency: values.concurrency || 0 }),
  Fields,
}
