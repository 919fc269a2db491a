import { ActionIcon, Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { DeleteIcon, Plus, SimulationIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { OrderDrawer } from './order-drawer'
import { type Simulation, simulationsQuery, useForgetSimulation } from './queries'
import { useSimulationStrings } from './strings'

const route = getRouteApi('/shell/simulation')
const STANDINGS = { queued: 'info', done: 'ok', failed: 'bad', cancelled: 'warn' } as const

/** Days that were played by chance, newest first. */
export function SimulationsPage() {
  const t = useSimulationStrings()
  const site = useSite()
  const mayOrder = useMay('demand:manage')
  const { new: open, requirement, roster } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({ ...simulationsQuery(), staleTime: 0 })
  const ask = (fresh: boolean) =>
    void navigate({
      search: (old) => ({
        ...old,
        new: fresh || undefined,
        requirement: undefined,
        roster: undefined,
      }),
    })
  const order = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => ask(true)}>
      {t('new')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={mayOrder && order}>
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <Loaded query={query}>
        {(all) => {
          const rows = all.filter(({ siteId }) => siteId === undefined || siteId === site?.id)
          if (rows.length > 0) return <Simulations rows={rows} zone={site?.zone ?? 'UTC'} />
          return (
            <Empty
              icon={SimulationIcon}
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={
                <Button
                  variant="default"
                  renderRoot={(props) => <Link to="/staffing" {...props} />}
                >
                  {t('toStaffing')}
                </Button>
              }
            />
          )
        }}
      </Loaded>
      {site && (
        <OrderDrawer
          key={`${site.id} ${requirement?.join()} ${roster}`}
          opened={open === true || requirement !== undefined || roster !== undefined}
          onClose={() => ask(false)}
          site={site}
          chosen={requirement ?? []}
          roster={roster}
        />
      )}
    </Page>
  )
}

function Simulations({ rows, zone }: { rows: readonly Simulation[]; zone: string }) {
  const t = useSimulationStrings()
  const format = useFormat()
  const mayForget = useMay('demand:manage')
  const forget = useForgetSimulation()
  const nameOf = ({ id, name }: Simulation) => name || t('nameOf', { id })
  const columns: Column<Simulation>[] = [
    {
      key: 'name',
      header: t('list.name'),
      names: true,
      sortBy: nameOf,
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/simulation/$simulationId" params={{ simulationId: row.id }} {...props} />
          )}
        >
          {nameOf(row)}
        </Anchor>
      ),
    },
    {
      key: 'state',
      header: t('list.state'),
      cell: ({ state }) => <Status standing={STANDINGS[state]}>{t(`states.${state}`)}</Status>,
    },
    {
      key: 'from',
      header: t('order.from'),
      cell: ({ from }) => (from ? format.day(from) : '–'),
      sortBy: ({ from }) => from ?? '',
    },
    { key: 'days', header: t('list.days'), align: 'end', cell: ({ days }) => days ?? '–' },
    {
      key: 'replications',
      header: t('list.replications'),
      align: 'end',
      cell: ({ replications }) => format.number(replications),
    },
    {
      key: 'made',
      header: t('list.made'),
      cell: ({ createdAt }) => format.dateTime(createdAt, zone),
      sortBy: ({ createdAt }) => createdAt,
    },
  ]
  if (mayForget) {
    columns.push({
      key: 'delete',
      header: t('list.delete'),
      width: 90,
      cell: (row) => (
        <ActionIcon
          variant="subtle"
          aria-label={t('list.deleteNamed', { name: nameOf(row) })}
          disabled={row.state === 'queued'}
          onClick={() =>
            forget.mutate(row.id, { onError: (error) => toast.failed(String(error.message)) })
          }
        >
          <DeleteIcon size={16} aria-hidden />
        </ActionIcon>
      ),
    })
  }
  return <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}
