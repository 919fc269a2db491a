import { Checkbox, MultiSelect, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { useList } from '@/api/resource'
import type { User } from '@/api/types'
import { type UserDraft, users } from '@/api/users'
import { employers, sites } from '@/api/workforce'
import type { Column } from '@/parts/data-table'
import { idInput, optionsOf, wordsOf } from '@/parts/inputs/choices'
import { PersonField } from '@/parts/inputs/person'
import type { EditorForm, Register } from '@/parts/register/register'
import { Status } from '@/parts/status'
import { useUserStrings } from './strings'
import { blankUser, type UserValues, userDraft, userValues } from './values'

const ROLES = [
  'planner',
  'supervisor',
  'hr',
  'vendor_manager',
  'vendor_coordinator',
  'agent',
  'administrator',
] as const

function useColumns(): Column<User>[] {
  const t = useUserStrings()
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      cell: (row) => row.name,
      sortBy: (row) => row.name,
    },
    { key: 'email', header: t('email'), cell: (row) => row.email, sortBy: (row) => row.email },
    {
      key: 'roles',
      header: t('roles'),
      cell: (row) => row.roles.map((role) => t(`roleNames.${role}`)).join(', '),
    },
    {
      key: 'state',
      header: t('state'),
      sortBy: (row) => Number(row.disabled),
      cell: (row) =>
        row.disabled ? (
          <Status standing="warn">{t('disabled')}</Status>
        ) : (
          <Status standing="ok">{t('enabled')}</Status>
        ),
    },
  ]
}

function Fields({ form, exists }: EditorForm<UserValues>) {
  const t = useUserStrings()
  return (
    <Stack gap="md">
      <TextInput label={t('name')} data-autofocus required {...form.getInputProps('name')} />
      <TextInput
        label={t('email')}
        type="email"
        required
        disabled={exists}
        {...form.getInputProps('email')}
      />
      {!exists && (
        <PasswordInput
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
        />
      )}
      <MultiSelect
        label={t('roles')}
        required
        data={wordsOf(ROLES, (role) => t(`roleNames.${role}`))}
        {...form.getInputProps('roles')}
      />
      <Reach form={form} />
      {exists && (
        <Checkbox label={t('disable')} {...form.getInputProps('disabled', { type: 'checkbox' })} />
      )}
    </Stack>
  )
}

/** What a user sees: sites, one employer's people, or themselves. */
function Reach({ form }: Pick<EditorForm<UserValues>, 'form'>) {
  const t = useUserStrings()
  const { data: allSites = [] } = useList(sites)
  const { data: allEmployers = [] } = useList(employers)
  const employer = idInput(form, 'employerId')
  const { roles, allSites: everywhere } = form.values
  return (
    <>
      <Checkbox label={t('allSites')} {...form.getInputProps('allSites', { type: 'checkbox' })} />
      {!everywhere && (
        <MultiSelect
          label={t('sites')}
          data={optionsOf(allSites)}
          {...form.getInputProps('siteIds')}
        />
      )}
      {roles.includes('vendor_coordinator') && (
        <Select
          label={t('employer')}
          description={t('employerHint')}
          required
          data={optionsOf(allEmployers)}
          {...employer}
        />
      )}
      {roles.includes('agent') && (
        <PersonField
          label={t('person')}
          description={t('personHint')}
          required
          {...form.getInputProps('personId')}
        />
      )}
    </>
  )
}

export const userRegister: Register<User, UserDraft, UserValues> = {
  resource: users,
  nameOf: ({ name }) => name,
  useColumns,
  blank: blankUser,
  toForm: userValues,
  toFields: userDraft,
  Fields,
}
