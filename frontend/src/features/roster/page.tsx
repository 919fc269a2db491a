import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { sites } from '@/api/workforce'
import { Plus, RosterIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { plusDays } from './model/days'
import type { Roster } from './model/types'
import { StateWord } from './parts/state-word'
import { requirementsQuery, rostersQuery } from './queries'
import { useRosterStrings } from './strings'

const OrderDrawer = lazily(async () => (await import('./list/order-drawer')).OrderDrawer, null)

const route = getRouteApi('/shell/roster')

/** Every roster with its state and cost; a new one is drafted here. */
export function RosterPage() {
  const t = useRosterStrings()
  const may = useMay('rosters:manage')
  const { add } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(rostersQuery)
  const requirements = useQuery({ ...requirementsQuery, enabled: may })
  const columns = useColumns()
  const open = (open: boolean) =>
    void navigate({
      search: (old) =>
        open ? { ...old, add: true } : { ...old, add: undefined, requirement: undefined },
    })
  const button = may && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => open(true)}>
      {t('add')}
    </Button>
  )
  const lacking = requirements.data?.length === 0
  return (
    <Page title={t('title')} actions={query.data?.length !== 0 && button}>
      <Text c="dimmed" mb="md">
        {t('purpose')}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              icon={RosterIcon}
              title={t('empty')}
              text={lacking ? t('emptyNeeds') : t('emptyText')}
              action={
                lacking ? (
                  <Anchor component={Link} to="/staffing">
                    {t('toStaffing')}
                  </Anchor>
                ) : (
                  button
                )
              }
            />
          ) : (
            <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
      {add && may && <OrderDrawer onClose={() => open(false)} />}
    </Page>
  )
}

function useColumns(): Column<Roster>[] {
  const t = useRosterStrings()
  const format = useFormat()
  const siteName = useNames(sites)
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name, siteId }) => (
        <Anchor
          component={Link}
          to="/roster/$rosterId"
          params={{ rosterId: id } as never}
          search={{ site: siteId } as never}
        >
          {name}
        </Anchor>
      ),
    },
    { key: 'site', header: t('site'), cell: ({ siteId }) => siteName(siteId) },
    {
      key: 'period',
      header: t('period'),
      sortBy: ({ from }) => from,
      cell: ({ from, days }) => `${format.day(from)} – ${format.day(plusDays(from, days - 1))}`,
    },
    { key: 'state', header: t('state'), cell: (roster) => <StateWord roster={roster} /> },
    {
      key: 'cost',
      header: t('cost'),
      align: 'end',
      sortBy: ({ cost }) => cost.total,
      cell: ({ cost, inputHash }) => (inputHash ? format.number(cost.total, 0) : '–'),
    },
    {
      key: 'gap',
      header: t('gap'),
      align: 'end',
      sortBy: ({ gap }) => gap,
      cell: ({ gap, bound }) => (bound > 0 ? format.percent(gap, 1) : '–'),
    },
    {
      key: 'compare',
      header: t('compare'),
      cell: ({ id, name, siteId }) => (
        <Anchor
          component={Link}
          to="/roster/$rosterId/compare"
          params={{ rosterId: id } as never}
          search={{ site: siteId } as never}
          aria-label={t('compareNamed', { name })}
        >
          {t('compare')}
        </Anchor>
      ),
    },
  ]
}
