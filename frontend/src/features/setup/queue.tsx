import { Autocomplete, Checkbox, NativeSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import { useList, useNames } from '@/api/resource'
import type { Queue, QueueFields } from '@/api/types'
import { channels, queues, sites, skills } from '@/api/workforce'
import { useFormat } from '@/format'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import { inWords } from '@/parts/inputs/weekly'
import { WeeklyHoursField } from '@/parts/inputs/weekly-hours'
import type { EditorForm, Register } from '@/parts/register/register'
import { DivisionFields } from './division-fields'
import { GoalFields } from './goal-fields'
import { NamingFields, useNamingColumns } from './naming'
import { blankQueue, type QueueValues, queueFields, queueValues } from './queue-values'
import { useSetupStrings } from './strings'

function useColumns(): Column<Queue>[] {
  const t = useSetupStrings()
  const format = useFormat()
  const siteName = useNames(sites)
  const channelName = useNames(channels)
  const goal = ({ goal: { slTarget, thresholdS } }: Queue) =>
    slTarget > 0
      ? t('goal.inShort', { share: format.percent(slTarget), time: format.span(thresholdS) })
      : '–'
  return [
    ...useNamingColumns<Queue>(),
    {
      key: 'site',
      header: t('site'),
      cell: (row) => siteName(row.siteId),
      sortBy: (row) => siteName(row.siteId),
    },
    {
      key: 'channel',
      header: t('channel'),
      cell: (row) => channelName(row.channelId),
      sortBy: (row) => channelName(row.channelId),
    },
    { key: 'goal', header: t('goal.title'), cell: goal, sortBy: (row) => row.goal.slTarget },
    {
      key: 'interval',
      header: t('interval'),
      cell: (row) => t('minutes', { count: row.intervalMin }),
      align: 'end',
    },
    {
      key: 'hours',
      header: t('openingHours'),
      cell: (row) => inWords(queueValues(row).hours, format.weekday) || t('neverOpen'),
    },
  ]
}

function Fields({ form }: EditorForm<QueueValues>) {
  const t = useSetupStrings()
  const { data: allSites = [] } = useList(sites)
  const { data: allChannels = [] } = useList(channels)
  const { data: allSkills = [] } = useList(skills)
  const { data: allQueues = [] } = useList(queues)
  const groups = [...new Set(allQueues.flatMap(({ group }) => group || []))].toSorted()
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('site')}
          data={optionsOf(allSites)}
          required
          {...idInput(form, 'siteId')}
        />
        <Select
          label={t('channel')}
          data={optionsOf(allChannels)}
          required
          {...idInput(form, 'channelId')}
        />
        <Select
          label={t('skill')}
          placeholder={t('anySkill')}
          data={optionsOf(allSkills)}
          clearable
          {...idInput(form, 'skillId')}
        />
        <NativeSelect
          label={t('interval')}
          data={['5', '15', '30', '60'].map((value) => ({
            value,
            label: t('minutes', { count: Number(value) }),
          }))}
          {...form.getInputProps('intervalMin')}
        />
        <Autocomplete
          label={t('group')}
          description={t('groupHint')}
          data={groups}
          {...form.getInputProps('group')}
        />
      </SimpleGrid>
      <WeeklyHoursField
        legend={t('openingHours')}
        empty={t('neverOpen')}
        value={form.values.hours}
        onChange={(hours) => form.setFieldValue('hours', hours)}
      />
      <Checkbox
        label={t('closedOnHolidays')}
        {...form.getInputProps('closedOnHolidays', { type: 'checkbox' })}
      />
      <DivisionFields form={form} />
      <GoalFields form={form} />
    </Stack>
  )
}

export const queueRegister: Register<Queue, QueueFields, QueueValues> = {
  resource: queues,
  nameOf: ({ name }) => name,
  useColumns,
  blank: blankQueue,
  toForm: queueValues,
  toFields: queueFields,
  Fields,
  size: 'xl',
}
