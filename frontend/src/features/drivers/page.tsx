import { Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { Page } from '@/parts/page'
import { type Editing, RegisterList } from '@/parts/register/register-list'
import { driverRegister } from './driver-register'
import { useDriverStrings } from './strings'

const route = getRouteApi('/shell/drivers')

/** The register of what moves demand from outside. */
export function DriversPage() {
  const t = useDriverStrings()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title={t('title')}>
      <Text c="dimmed" maw={760} mb="md">
        {t('text')}
      </Text>
      <RegisterList
        register={driverRegister}
        title={t('title')}
        empty={t('empty')}
        manage="demand:manage"
        editing={edit}
        onEdit={(editing: Editing) =>
          void navigate({
            search: (old) => ({ ...old, edit: editing }),
            replace: editing === undefined,
          })
        }
      />
    </Page>
  )
}
