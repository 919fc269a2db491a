import { Fieldset, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useList, useNames } from '@/api/resource'
import type { Team, TeamFields } from '@/api/types'
import { employers, sites, teams } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import { given, type Maybe, NumberField, percentage, ratio } from '@/parts/inputs/numbers'
import type { EditorForm, Register } from '@/parts/register/register'
import { NamingFields, useNamingColumns } from './naming'
import { useSetupStrings } from './strings'

interface Values {
  code: string
  name: string
  siteId: number | undefined
  employerId: number | undefined
  maxOnPause: Maybe
  /** In percent. */
  maxPauseShare: Maybe
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
      <Fieldset legend={t('team.atOnce')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField
            form={form}
            path="maxOnPause"
            label={t('team.maxOnPause')}
            placeholder={t('notLimited')}
            allowDecimal={false}
          />
          <NumberField
            form={form}
            path="maxPauseShare"
            label={t('team.maxPauseShare')}
            placeholder={t('notLimited')}
            unit="percent"
            max={100}
          />
        </SimpleGrid>
        <Text size="sm" c="dimmed" mt={6}>
          {t('team.atOnceHint')}
        </Text>
      </Fieldset>
    </Stack>
  )
}

export const teamRegister: Register<Team, TeamFields, Values> = {
  resource: teams,
  nameOf: ({ name }) => name,
  useColumns,
  blank: () => ({
    code: '',
    name: '',
    siteId: undefined,
    employerId: undefined,
    maxOnPause: '',
    maxPauseShare: '',
  }),
  toForm: ({ code, name, siteId, employerId, maxOnPause, maxPauseShare }) => ({
    code,
    name,
    siteId,
    employerId,
    maxOnPause: maxOnPause ?? '',
    maxPauseShare: percentage(maxPauseShare),
  }),
  // an id left empty is sent as 0, which the server names among the bad fields
  toFields: (values) => ({
    ...values,
    siteId: values.siteId ?? 0,
    employerId: values.employerId ?? 0,
    maxOnPause: given(values.maxOnPause),
    maxPauseShare: ratio(values.maxPauseShare),
  }),
  Fields,
}
