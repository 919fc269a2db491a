import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { SimulationIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { forgetColumn } from '@/parts/forget-column'
import { Status } from '@/parts/status'
import { AskedPage } from './asked-page'
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
  return (
    <AskedPage
      words={t}
      icon={SimulationIcon}
      query={query}
      here={({ siteId }) => siteId === undefined || siteId === site?.id}
      table={(rows) => <Simulations rows={rows} zone={site?.zone ?? 'UTC'} />}
      onNew={mayOrder ? () => ask(true) : undefined}
    >
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
    </AskedPage>
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
    columns.push(
      forgetColumn({
        header: t('list.delete'),
        label: (row) => t('list.deleteNamed', { name: nameOf(row) }),
        disabled: ({ state }) => state === 'queued',
        forget,
      }),
    )
  }
  return <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}
