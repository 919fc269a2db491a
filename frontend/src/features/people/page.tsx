import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { peopleQuery } from '@/api/people'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { PeopleIcon, Plus, Upload } from '@/design/icons'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Editor } from '@/parts/register/editor'
import { usePeopleColumns } from './columns'
import { Filters } from './filters'
import { personRegister } from './person-register'
import { usePeopleStrings } from './strings'

const route = getRouteApi('/shell/people')

/** Everybody on the site, to search, narrow, open, add and bring in. */
export function PeoplePage() {
  const t = usePeopleStrings()
  const format = useFormat()
  const { add, everywhere, q, employer, team, skill } = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const mayEdit = useMay('workforce:manage')
  const columns = usePeopleColumns()
  const filter = { q, employer, team, skill, site: everywhere ? undefined : site?.id }
  const query = useQuery({ ...peopleQuery(filter), placeholderData: keepPreviousData })
  const open = (value: true | undefined) =>
    void navigate({ search: (old) => ({ ...old, add: value }) })
  const actions = mayEdit && (
    <>
      <Button
        variant="default"
        leftSection={<Upload size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/people/import" {...props} />}
      >
        {t('import.action')}
      </Button>
      <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => open(true)}>
        {t('add')}
      </Button>
    </>
  )
  const narrowed = Boolean(q || employer || team || skill)
  return (
    <Page
      title={t('title')}
      note={
        query.data && (
          <span style={{ color: 'var(--muted)' }}>
            {t('count', { total: format.number(query.data.length) })}
          </span>
        )
      }
      actions={actions}
    >
      <Filters />
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={PeopleIcon}
              title={narrowed ? t('noMatch') : t('none')}
              text={narrowed ? t('noMatchText') : t('noneText')}
            />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
          )
        }
      </Loaded>
      {add && mayEdit && (
        <Editor
          register={personRegister}
          entity={undefined}
          title={t('add')}
          onClose={() => open(undefined)}
        />
      )}
    </Page>
  )
}
