import { Autocomplete, Checkbox, NativeSelect, Select, SimpleGrid, Stack } from '@mantine/core'
import { useList } from '@/api/resource'
import { channels, queues, sites, skills } from '@/api/workforce'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import { WeeklyHoursField } from '@/parts/inputs/weekly-hours'
import type { EditorForm } from '@/parts/register/register'
import { DivisionFields } from './division-fields'
import { GoalFields } from './goal-fields'
import { NamingFields } from './naming'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

/** The form of a queue. */
export function QueueForm({ form }: EditorForm<QueueValues>) {
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
