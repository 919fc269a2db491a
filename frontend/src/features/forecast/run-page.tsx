import { Alert, Anchor, Button, Group, Tabs, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import type { Forecast } from '@/api/types'
import { queues } from '@/api/workforce'
import { StaffingIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { confirm } from '@/parts/confirm'
import { useErrorWords } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { toast } from '@/parts/toast'
import { ForecastAgain } from './again'
import { addDays } from './days'
import { Figures } from './figures'
import { Making } from './making'
import { useNoteWords } from './notes'
import { QualityLabel } from './quality'
import { forecastQuery, useForgetForecast } from './queries'
import { type ForecastSearch, VIEWS, type View } from './route'
import { RunChoice } from './run-choice'
import { useSiteInAddress } from './site-in-address'
import { useForecastStrings } from './strings'
import { Workspace } from './workspace'

const BacktestView = lazily(async () => (await import('./backtest-view')).BacktestView)
const MethodView = lazily(async () => (await import('./method-view')).MethodView)
const TableView = lazily(async () => (await import('./table-view')).TableView)

const route = getRouteApi('/shell/forecast/$forecastId')

/** One forecast: how much is coming, how sure that is, and how it was found. */
export function ForecastRunPage() {
  const t = useForecastStrings()
  const { forecastId } = route.useParams()
  const query = useQuery(forecastQuery(forecastId))
  const queueName = useNames(queues)
  useSiteInAddress(query.data?.siteId)
  const title = (query.data && queueName(query.data.queueId)) || t('title')
  return (
    <Page
      title={title}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/forecast" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <About forecast={query.data} />}
      actions={query.data && <Actions forecast={query.data} />}
    >
      <Loaded query={query}>{(forecast) => <Run forecast={forecast} />}</Loaded>
    </Page>
  )
}

function About({ forecast }: { forecast: Forecast }) {
  return (
    <Group gap="sm">
      <Period forecast={forecast} />
      <QualityLabel quality={forecast.quality} />
    </Group>
  )
}

function Period({ forecast: { from, days, zone } }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const last = addDays(from, days - 1)
  return (
    <Text c="dimmed" span>
      {t('run.period', { first: format.day(from), last: format.day(last) })} · {zone}
    </Text>
  )
}

function Actions({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const navigate = route.useNavigate()
  const forget = useForgetForecast()
  const words = useErrorWords(forget.error)
  const mayManage = useMay('demand:manage')
  if (!mayManage) return null
  const remove = () =>
    confirm({
      title: t('run.removeTitle'),
      text: t('run.removeText'),
      yes: t('run.remove'),
      no: t('run.cancel'),
      act: () =>
        forget.mutate(forecast.id, {
          onSuccess: () => {
            toast.done(t('run.removed'))
            void navigate({ to: '/forecast' })
          },
          onError: (error) => toast.failed(error.message, words.title),
        }),
    })
  return (
    <>
      <ForecastAgain forecast={forecast} onRemove={remove} />
      {forecast.state === 'done' && (
        <Button
          leftSection={<StaffingIcon size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/staffing"
              search={{ forecast: forecast.id, site: forecast.siteId }}
              {...props}
            />
          )}
        >
          {t('run.staff')}
        </Button>
      )}
    </>
  )
}

function Run({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const words = useNoteWords()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (next: Partial<ForecastSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false })
  if (forecast.state === 'queued') return <Making job={search.job} />
  if (forecast.state === 'failed') {
    return (
      <Alert color="red" variant="outline" role="alert" title={t('run.failed')}>
        {forecast.notes.map(words).join(' ') || forecast.failure}
      </Alert>
    )
  }
  const shared = { forecast, search, onChange: change }
  return (
    <>
      <Figures forecast={forecast} />
      <Tabs
        value={search.view ?? 'chart'}
        onChange={(view) => change({ view: (view as View | null) ?? undefined })}
        keepMounted={false}
      >
        <Group justify="space-between" align="flex-end" mb="sm" gap="xs">
          <Tabs.List aria-label={t('views.label')}>
            {VIEWS.map((view) => (
              <Tabs.Tab key={view} value={view}>
                {t(`views.${view}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <RunChoice forecast={forecast} />
        </Group>
        <Tabs.Panel value="chart">
          <Workspace {...shared} />
        </Tabs.Panel>
        <Tabs.Panel value="table">
          <TableView {...shared} />
        </Tabs.Panel>
        <Tabs.Panel value="backtest">
          <BacktestView {...shared} />
        </Tabs.Panel>
        <Tabs.Panel value="method">
          <MethodView forecast={forecast} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
