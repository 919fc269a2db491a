import { Anchor, Button, Grid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { personQuery } from '@/api/people'
import { useMay } from '@/api/session'
import { EditIcon } from '@/design/icons'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Editor } from '@/parts/register/editor'
import { Absences } from './absences'
import { Assignments } from './assignments'
import { FeedCard } from './feed-card'
import { personRegister } from './person-register'
import { Profile } from './profile'
import { usePeopleStrings } from './strings'

const route = getRouteApi('/shell/people/$personId')

/** One person: what is known, when away, what is fixed, and their calendar link. */
export function PersonPage() {
  const t = usePeopleStrings()
  const { personId } = route.useParams()
  const { edit } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('workforce:manage')
  const query = useQuery(personQuery(personId))
  const open = (value: true | undefined) =>
    void navigate({ search: (old) => ({ ...old, edit: value }) })
  const close = () => (query.isError ? navigate({ to: '/people' }) : open(undefined))
  return (
    <Page
      title={query.data?.name ?? t('person')}
      note={query.data && <span style={{ color: 'var(--muted)' }}>{query.data.code}</span>}
      trail={[
        <Anchor key="people" renderRoot={(props) => <Link to="/people" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      actions={
        mayEdit && (
          <Button leftSection={<EditIcon size={16} aria-hidden />} onClick={() => open(true)}>
            {t('edit')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(person) => (
          <>
            <Grid>
              <Grid.Col span={{ base: 12, md: 5 }}>
                <Profile person={person} />
                {mayEdit && <FeedCard personId={person.id} />}
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 7 }}>
                <Absences personId={person.id} />
                <Assignments personId={person.id} />
              </Grid.Col>
            </Grid>
            {edit && mayEdit && (
              <Editor
                register={personRegister}
                entity={person}
                title={person.name}
                onClose={close}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
