import { getRouteApi } from '@tanstack/react-router'
import { Page } from '@/parts/page'
import { RegisterList } from '@/parts/register/register-list'
import { useUserStrings } from './strings'
import { userRegister } from './user'

const route = getRouteApi('/shell/users')

/** Who may sign in, as what, and what they see. */
export function UsersPage() {
  const t = useUserStrings()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <Page title={t('title')}>
      <RegisterList
        register={userRegister}
        title={t('title')}
        empty={t('empty')}
        manage="users:manage"
        editing={edit}
        onEdit={(editing) => void navigate({ search: (old) => ({ ...old, edit: editing }) })}
      />
    </Page>
  )
}
