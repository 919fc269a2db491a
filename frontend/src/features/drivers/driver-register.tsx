import {
  Anchor,
  MultiSelect,
  NativeSelect,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { drivers } from '@/api/drivers'
import { useList, useNames } from '@/api/resource'
import type { Driver, DriverFields } from '@/api/types'
import { queues, sites } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf, wordsOf } from '@/parts/inputs/choices'
import type { EditorForm, Register } from '@/parts/register/register'
import {
  blankDriver,
  type DriverForm,
  driverFields,
  driverForm,
  KINDS,
  MEASURES,
} from './driver-values'
import { useDriverStrings } from './strings'

function useColumns(): Column<Driver>[] {
  const t = useDriverStrings()
  const siteName = useNames(sites)
  const queueName = useNames(queues)
  const moved = ({ queueIds = [] }: Driver) =>
    queueIds.length === 0 ? t('allQueues') : queueIds.map((id) => queueName(id)).join(', ')
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      cell: (row) => row.name,
      sortBy: (row) => row.name,
    },
    { key: 'code', header: t('code'), cell: (row) => row.code, sortBy: (row) => row.code },
    {
      key: 'kind',
      header: t('kind'),
      cell: (row) => t(`kinds.${row.kind}`),
      sortBy: (row) => t(`kinds.${row.kind}`),
    },
    { key: 'unit', header: t('unit'), cell: (row) => row.unit ?? '' },
    { key: 'measure', header: t('measure'), cell: (row) => t(`measures.${row.measure}`) },
    {
      key: 'site',
      header: t('site'),
      cell: (row) => siteName(row.siteId),
      sortBy: (row) => siteName(row.siteId),
    },
    { key: 'queues', header: t('queues'), cell: moved },
    {
      key: 'values',
      header: t('values'),
      cell: (row) => (
        <Anchor
          aria-label={t('valuesOf', { name: row.name })}
          renderRoot={(props) => (
            <Link to="/drivers/$driverId" params={{ driverId: row.id }} {...props} />
          )}
        >
          {t('openValues')}
        </Anchor>
      ),
    },
  ]
}

function Fields({ form }: EditorForm<DriverForm>) {
  const t = useDriverStrings()
  const { data: allSites = [] } = useList(sites)
  const { data: allQueues = [] } = useList(queues)
  const { kind, siteId } = form.values
  const field = (path: keyof DriverForm) => form.getInputProps(path)
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('name')} data-autofocus required maxLength={200} {...field('name')} />
        <TextInput
          label={t('code')}
          description={t('codeHint')}
          required
          maxLength={64}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...field('code')}
        />
      </SimpleGrid>
      <NativeSelect
        label={t('kind')}
        description={t(`kindHints.${kind}`)}
        data={wordsOf(KINDS, (word) => t(`kinds.${word}`))}
        {...field('kind')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t('unit')}
          placeholder={t('unitExample')}
          maxLength={40}
          {...field('unit')}
        />
        <NativeSelect
          label={t('measure')}
          data={wordsOf(MEASURES, (word) => t(`measures.${word}`))}
          {...field('measure')}
        />
      </SimpleGrid>
      <Select label={t('site')} required data={optionsOf(allSites)} {...idInput(form, 'siteId')} />
      <MultiSelect
        label={t('queues')}
        description={t('queuesHint')}
        placeholder={form.values.queueIds.length === 0 ? t('allQueues') : undefined}
        clearable
        data={optionsOf(allQueues.filter((queue) => !siteId || queue.siteId === siteId))}
        {...field('queueIds')}
      />
    </Stack>
  )
}

export const driverRegister: Register<Driver, DriverFields, DriverForm> = {
  resource: drivers,
  nameOf: ({ name }) => name,
  useColumns,
  blank: blankDriver,
  toForm: driverForm,
  toFields: driverFields,
  Fields,
}
