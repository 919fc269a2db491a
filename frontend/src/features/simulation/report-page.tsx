import { Anchor, Button, Progress, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { BASE } from '@/api/client'
import { finished, useCancelJob, useJob } from '@/api/jobs'
import { useMay } from '@/api/session'
import { failureText } from '@/app/jobs/failure'
import { Download, NetStaffingIcon } from '@/design/icons'
import { addDays } from '@/features/forecast/days'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { DayPanel } from './day-panel'
import { GroupsTable } from './groups-table'
import { IntervalsPanel } from './intervals-panel'
import { type SimulationReport, simulationQuery } from './queries'
import { QueuesPanel } from './queues-panel'
import type { SimulationSearch } from './route'
import { useSimulationStrings } from './strings'

const route = getRouteApi('/shell/simulation/$simulationId')

/** One simulation: how it goes while it runs, and then what came out. */
export function SimulationPage() {
  const t = useSimulationStrings()
  const { simulationId } = route.useParams()
  const query = useQuery(simulationQuery(simulationId))
  useSiteInAddress(query.data?.siteId)
  return (
    <Page
      title={query.data?.name || t('nameOf', { id: simulationId })}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/simulation" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <Note report={query.data} />}
      actions={query.data && <Actions report={query.data} />}
    >
      <Loaded query={query}>
        {(report) =>
          report.state === 'done' ? <Report report={report} /> : <UnderWay report={report} />
        }
      </Loaded>
    </Page>
  )
}

/** What to do with the same work: take its scenario along, or ask who really serves what. */
function Actions({ report: { id, requirementIds, rosterId } }: { report: SimulationReport }) {
  const t = useSimulationStrings()
  const may = useMay('demand:manage')
  const search = rosterId ? { roster: rosterId } : { requirement: requirementIds }
  return (
    <>
      {may && requirementIds.length > 0 && (
        <Button
          variant="default"
          leftSection={<NetStaffingIcon size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/net-staffing" search={search} {...props} />}
        >
          {t('net')}
        </Button>
      )}
      <Button
        variant="default"
        component="a"
        href={`${BASE}/simulations/${id}/scenario`}
        download={`scenario-${id}.json`}
        leftSection={<Download size={15} aria-hidden />}
      >
        {t('scenario.download')}
      </Button>
    </>
  )
}

function Note({ report }: { report: SimulationReport }) {
  const t = useSimulationStrings()
  const format = useFormat()
  const { from, days = 1, zone, replications, events = 0, volume = 1, rosterId } = report
  const period =
    from && `${format.day(from)}${days > 1 ? ` – ${format.day(addDays(from, days - 1))}` : ''}`
  const parts = [
    period,
    zone,
    events > 0 &&
      t('note', { replications: format.number(replications), events: format.compact(events) }),
    volume !== 1 && t('volumeNote', { share: format.percent(volume) }),
  ]
  return (
    <Text c="dimmed">
      {parts.filter(Boolean).join(' · ')}
      {rosterId !== undefined && (
        <>
          {' · '}
          <Anchor
            underline="always"
            renderRoot={(props) => <Link to="/roster/$rosterId" params={{ rosterId }} {...props} />}
          >
            {t('ofRoster', { id: rosterId })}
          </Anchor>
        </>
      )}
    </Text>
  )
}

/** Progress and a way to stop, until the job has ended. */
function UnderWay({ report }: { report: SimulationReport }) {
  const t = useSimulationStrings()
  const client = useQueryClient()
  const cancel = useCancelJob()
  const { data: job } = useJob(report.jobId)
  const over = job ? finished(job) : false
  const { id, state } = report
  useEffect(() => {
    if (over && state === 'queued') {
      void client.invalidateQueries({ queryKey: simulationQuery(id).queryKey })
    }
  }, [over, state, client, id])
  if (state === 'cancelled' || job?.state === 'cancelled') return <Text>{t('cancelled')}</Text>
  if (state === 'failed' || job?.state === 'failed') {
    const reason = failureText({ error: report.failure ?? '', ...job })
    return <Text>{t('failed', { reason })}</Text>
  }
  return (
    <Stack gap="sm" maw={480}>
      <Text>{t('running')}</Text>
      <Progress value={100 * (job?.fraction ?? 0)} animated aria-label={t('running')} />
      <div>
        <Button
          variant="default"
          loading={cancel.isPending}
          onClick={() => cancel.mutate(report.jobId)}
        >
          {t('cancel')}
        </Button>
      </div>
    </Stack>
  )
}

function Report({ report }: { report: SimulationReport }) {
  const t = useSimulationStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: Partial<SimulationSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const variant = search.variant ?? 'sl_excl_short'
  return (
    <>
      <QueuesPanel
        report={report}
        variant={variant}
        onVariant={(next) => show({ variant: next })}
      />
      <DayPanel
        report={report}
        track={search.show ?? 'first'}
        onTrack={(track) => show({ show: track === 'mean' ? 'mean' : undefined })}
      />
      <IntervalsPanel
        report={report}
        variant={variant}
        queue={(search.queue ?? 1) - 1}
        onQueue={(queue) => show({ queue: queue + 1 })}
      />
      <Panel title={t('groups.title')}>
        <GroupsTable groups={report.groups} />
      </Panel>
    </>
  )
}
