import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { SimulationIcon, SkillsIcon } from '@/design/icons'
import { addDays } from '@/features/forecast/days'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { CompareChoice } from './compare-choice'
import { FlowsPanel } from './flows-panel'
import { HoursPanel } from './hours-panel'
import { MapPanel } from './map-panel'
import { PlanPanel } from './plan-panel'
import { type NetReport, netStaffingQuery } from './queries'
import { QueuesPanel } from './queues-panel'
import type { NetSearch } from './route'
import { SkillsPanel } from './skills-panel'
import { useNetStrings } from './strings'
import { TrainDrawer } from './train-drawer'
import { TrainingPanel } from './training-panel'
import { UnderWay } from './under-way'

const route = getRouteApi('/shell/net-staffing/$netId')

/** One answer: how far it is, and then who really serves what. */
export function NetStaffingPage() {
  const t = useNetStrings()
  const { netId } = route.useParams()
  const query = useQuery(netStaffingQuery(netId))
  useSiteInAddress(query.data?.siteId)
  return (
    <Page
      title={t('nameOf', { id: netId })}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/net-staffing" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <Note report={query.data} />}
      actions={query.data?.state === 'done' && <Actions report={query.data} />}
    >
      <Loaded query={query}>
        {(report) =>
          report.state === 'done' ? <Report report={report} /> : <UnderWay report={report} />
        }
      </Loaded>
    </Page>
  )
}

function Note({ report: { order, from, days, zone, simulation } }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const last = days > 1 ? ` – ${format.day(addDays(from, days - 1))}` : ''
  return (
    <Text c="dimmed">
      {t(`modes.${order.mode}`)} · {format.day(from)}
      {last} · {zone} ·{' '}
      {order.rosterId ? (
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link to="/roster/$rosterId" params={{ rosterId: order.rosterId ?? 0 }} {...props} />
          )}
        >
          {t('people.rosterOf', { id: order.rosterId })}
        </Anchor>
      ) : (
        t('people.site', { hours: format.number(order.weeklyHours ?? 0) })
      )}
      {order.instant && ` · ${t('note.formulas')}`}
      {simulation && ` · ${t('note.played', { count: simulation.replications })}`}
    </Text>
  )
}

function Actions({ report }: { report: NetReport }) {
  const t = useNetStrings()
  const may = useMay('demand:manage')
  const navigate = route.useNavigate()
  const { order } = report
  const search = order.rosterId ? { roster: order.rosterId } : { requirement: order.requirementIds }
  return (
    <>
      <CompareChoice report={report} />
      {may && (
        <>
          <Button
            variant="default"
            leftSection={<SimulationIcon size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/simulation" search={search} {...props} />}
          >
            {t('actions.simulate')}
          </Button>
          {order.mode === 'net' && (
            <Button
              leftSection={<SkillsIcon size={16} aria-hidden />}
              onClick={() => void navigate({ search: (old) => ({ ...old, train: true }) })}
            >
              {t('training.open')}
            </Button>
          )}
        </>
      )}
    </>
  )
}

function Report({ report }: { report: NetReport }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: Partial<NetSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const { order } = report
  return (
    <>
      {report.training && <TrainingPanel report={report} difference={report.training} />}
      {report.plan && <PlanPanel plan={report.plan} queues={report.queues} />}
      <HoursPanel report={report} />
      <QueuesPanel report={report} />
      <MapPanel
        report={report}
        queue={search.queue}
        figure={search.figure ?? 'net'}
        onShow={show}
      />
      <FlowsPanel report={report} />
      {order.mode === 'net' && (
        <SkillsPanel
          report={report}
          onTry={({ group, queueId }) => show({ train: true, group, learns: queueId })}
        />
      )}
      {order.mode === 'net' && (
        <TrainDrawer
          key={`${search.group} ${search.learns}`}
          report={report}
          opened={search.train === true}
          onClose={() => show({ train: undefined, group: undefined, learns: undefined })}
          group={search.group}
          queue={search.learns}
        />
      )}
    </>
  )
}
