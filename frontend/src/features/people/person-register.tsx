import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { people } from '@/api/people'
import { useList } from '@/api/resource'
import type { Person, PersonFields } from '@/api/types'
import { agreements, employers, sites, teams } from '@/api/workforce'
import { idInput, optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import { WeeklyHoursField } from '@/parts/inputs/weekly-hours'
import type { EditorForm, Register } from '@/parts/register/register'
import { blankPerson, type PersonValues, personFields, personValues } from './person-values'
import { SkillFields } from './skill-fields'
import { usePeopleStrings } from './strings'

function Fields({ form, exists }: EditorForm<PersonValues>) {
  const t = usePeopleStrings()
  const field = (path: keyof PersonValues) => form.getInputProps(path)
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label={t('name')} data-autofocus required maxLength={200} {...field('name')} />
        <TextInput label={t('code')} required maxLength={64} {...field('code')} />
        <TextInput label={t('email')} type="email" maxLength={254} {...field('email')} />
        <WorkPlace form={form} />
        <DayField label={t('hiredOn')} required {...field('hiredOn')} />
        <DayField label={t('leftOn')} clearable {...field('leftOn')} />
      </SimpleGrid>
      <SkillFields form={form} />
      {exists && (
        <DayField
          label={t('validFrom')}
          description={t('validFromHint')}
          clearable
          {...field('validFrom')}
        />
      )}
      <WeeklyHoursField
        legend={t('availability')}
        empty={t('alwaysAvailable')}
        value={form.values.availability}
        onChange={(spans) => form.setFieldValue('availability', spans)}
      />
    </Stack>
  )
}

/** Where and for whom a person works, and under which agreement. */
function WorkPlace({ form }: Pick<EditorForm<PersonValues>, 'form'>) {
  const t = usePeopleStrings()
  const { data: allSites = [] } = useList(sites)
  const { data: allEmployers = [] } = useList(employers)
  const { data: allTeams = [] } = useList(teams)
  const { data: allAgreements = [] } = useList(agreements)
  const { siteId, employerId } = form.values
  const fitting = allTeams.filter(
    (team) =>
      (!siteId || team.siteId === siteId) && (!employerId || team.employerId === employerId),
  )
  return (
    <>
      <Select label={t('site')} required data={optionsOf(allSites)} {...idInput(form, 'siteId')} />
      <Select
        label={t('employer')}
        required
        data={optionsOf(allEmployers)}
        {...idInput(form, 'employerId')}
      />
      <Select label={t('team')} clearable data={optionsOf(fitting)} {...idInput(form, 'teamId')} />
      <Select
        label={t('agreement')}
        description={t('agreementHint')}
        clearable
        data={optionsOf(allAgreements)}
        {...idInput(form, 'agreementId')}
      />
      <NumberField
        form={form}
        path="rotationWeeks"
        label={t('rotationWeeks')}
        description={t('rotationWeeksHint')}
        allowDecimal={false}
        min={0}
        max={52}
      />
    </>
  )
}

export const personRegister: Register<Person, PersonFields, PersonValues> = {
  resource: people,
  nameOf: ({ name }) => name,
  useColumns: () => [],
  blank: blankPerson,
  toForm: personValues,
  toFields: personFields,
  Fields,
  size: 'xl',
}
