import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CrowdMember, membersQuery } from '@/api/crowd'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

/** How a state stands. */
export function standingOf(state: CrowdMember['state']) {
  if (state === 'suspended' || state === 'exited') return 'bad'
  if (state === 'watch' || state === 'remedial' || state === 're_exam') return 'warn'
  return state === 'active' || state === 'probation' ? 'ok' : 'info'
}

/** Everybody of the crowds, with their state and what their evidence supports. */
export function MembersPage() {
  const t = useCrowdStrings()
  const query = useQuery(membersQuery)
  const columns = useColumns()
  return (
    <Page title={t('members')}>
      <CrowdTabs />
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('nobody')} text={t('nobodyText')} />
          ) : (
            <DataTable label={t('members')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          )
        }
      </Loaded>
    </Page>
  )
}

function useColumns(): Column<CrowdMember>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link to="/vendors/members/$memberId" params={{ memberId: id }}>
          {name}
        </Link>
      ),
    },
    { key: 'code', header: t('code'), sortBy: ({ code }) => code, cell: ({ code }) => code },
    {
      key: 'state',
      header: t('state'),
      sortBy: ({ state }) => t(`states.${state}`),
      cell: ({ state }) => <Status standing={standingOf(state)}>{t(`states.${state}`)}</Status>,
    },
    {
      key: 'since',
      header: t('since'),
      sortBy: ({ since }) => since,
      cell: ({ since }) => format.day(since.slice(0, 10), 'full'),
    },
    {
      key: 'level',
      header: t('level'),
      align: 'end',
      sortBy: ({ level }) => level,
      cell: ({ level }) => level,
    },
    {
      key: 'accuracy',
      header: t('accuracy'),
      align: 'end',
      sortBy: ({ mean }) => mean,
      cell: ({ mean, low, high }) =>
        `${format.percent(mean, 1)} (${format.percent(low, 0)}–${format.percent(high, 0)})`,
    },
    {
      key: 'graded',
      header: t('graded'),
      align: 'end',
      sortBy: ({ good, bad }) => good + bad,
      cell: ({ good, bad }) => format.number(good + bad, 0),
    },
    {
      key: 'certificates',
      header: t('certificates'),
      sortBy: ({ lapsing, certificates }) => lapsing * 100 + certificates,
      cell: ({ certificates, lapsing }) =>
        lapsing > 0 ? t('lapsing', { held: certificates, lapsing }) : certificates,
    },
  ]
}
