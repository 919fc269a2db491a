import { Stack, Tabs } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useSite } from '@/api/sites'
import { lazily } from '@/parts/lazily'
import { Page } from '@/parts/page'
import type { Editing } from '@/parts/register/register-list'
import { RegisterList } from '@/parts/register/register-list'
import { agreementRegister } from './agreement'
import { calendarRegister } from './calendar'
import { channelRegister } from './channel'
import { employerRegister } from './employer'
import { REGISTERS, type RegisterName } from './names'
import { queueRegister } from './queue'
import { siteRegister } from './site'
import { skillRegister } from './skill'
import { useSetupStrings } from './strings'
import { teamRegister } from './team'

const route = getRouteApi('/shell/setup/$register')

export function SetupPage() {
  const t = useSetupStrings()
  const { register } = route.useParams()
  const navigate = route.useNavigate()
  const open = (name: string | null) => {
    const found = REGISTERS.find((one) => one === name)
    if (found) void navigate({ to: '/setup/$register', params: { register: found } })
  }
  return (
    <Page title={t('title')}>
      <Tabs value={register} onChange={open} keepMounted={false}>
        <Tabs.List mb="md">
          {REGISTERS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`registers.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {REGISTERS.map((name) => (
          <Tabs.Panel key={name} value={name}>
            <List name={name} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}

const TeamRules = lazily(async () => (await import('./together/team-rules')).TeamRules)

function List({ name }: { name: RegisterName }) {
  const t = useSetupStrings()
  const site = useSite()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  const props = {
    title: t(`registers.${name}`),
    empty: t(`empty.${name}`),
    editing: edit,
    onEdit: (editing: Editing) =>
      void navigate({
        search: (old) => ({ ...old, edit: editing }),
        replace: editing === undefined,
      }),
  }
  switch (name) {
    case 'sites':
      return <RegisterList register={siteRegister} {...props} />
    case 'calendars':
      return <RegisterList register={calendarRegister} {...props} />
    case 'channels':
      return <RegisterList register={channelRegister} {...props} />
    case 'skills':
      return <RegisterList register={skillRegister} {...props} />
    case 'queues':
      return <RegisterList register={queueRegister} {...props} />
    case 'employers':
      return <RegisterList register={employerRegister} {...props} />
    case 'teams':
      return (
        <Stack gap="xl">
          <RegisterList register={teamRegister} {...props} />
          {site && <TeamRules site={site} />}
        </Stack>
      )
    case 'agreements':
      return <RegisterList register={agreementRegister} {...props} />
  }
}
