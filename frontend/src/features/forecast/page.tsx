import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { queues } from '@/api/workforce'
import { ForecastIcon, Plus } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { optionsOf } from '@/parts/inputs/choices'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { NightlyPanel } from './nightly/nightly-panel'
import { forecastsQuery } from './queries'
import { RunsTable } from './runs-table'
import { useForecastStrings } from './strings'

const OrderDrawer = lazily(async () => (await import('./order-drawer')).OrderDrawer)

const route = getRouteApi('/shell/forecast')

/** The forecasts of a site's queues, newest first, and the way to order more. */
export function ForecastPage() {
  const t = useForecastStrings()
  const site = useSite()
  const mayOrder = useMay('demand:manage')
  const { queue, order } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: all = [] } = useList(queues)
  const here = all.filter(({ siteId }) => siteId === site?.id)
  const shown = here.some(({ id }) => id === queue) ? queue : undefined
  const query = useQuery(forecastsQuery(shown))
  const setOrder = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, order: open || undefined }) })
  return (
    <Page
      title={t('title')}
      actions={
        mayOrder && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setOrder(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <Group mb="sm">
        <Select
          aria-label={t('queue')}
          placeholder={t('allQueues')}
          w={280}
          clearable
          searchable
          data={optionsOf(here)}
          value={shown ? String(shown) : null}
          onChange={(id) =>
            void navigate({ search: (old) => ({ ...old, queue: id ? Number(id) : undefined }) })
          }
        />
      </Group>
      {here.length > 0 && <NightlyPanel site={site} />}
      <Loaded query={query}>
        {(list) => {
          const rows = list.filter(({ siteId }) => siteId === site?.id)
          return rows.length > 0 ? (
            <RunsTable forecasts={rows} />
          ) : (
            <NoForecast onOrder={() => setOrder(true)} />
          )
        }}
      </Loaded>
      {site && here.length > 0 && (
        <OrderDrawer
          opened={order === true}
          onClose={() => setOrder(false)}
          site={site}
          queues={here}
          queue={shown}
        />
      )}
    </Page>
  )
}

function NoForecast({ onOrder }: { onOrder: () => void }) {
  const t = useForecastStrings()
  const mayOrder = useMay('demand:manage')
  return (
    <Empty
      icon={ForecastIcon}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        mayOrder && (
          <Group gap="xs">
            <Button onClick={onOrder}>{t('new')}</Button>
            <Button variant="default" renderRoot={(props) => <Link to="/import" {...props} />}>
              {t('emptyHistory')}
            </Button>
          </Group>
        )
      }
    />
  )
}
