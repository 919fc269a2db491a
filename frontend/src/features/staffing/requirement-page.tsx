import { Anchor, SegmentedControl, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { addDays } from '@/features/forecast/days'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { useAgainstRoster } from './against'
import { BacklogPanel } from './backlog-panel'
import { BuildLink } from './build-link'
import { CellsTable } from './cells-table'
import { CertaintyPanel } from './certainty-panel'
import { CompareChoice } from './compare-choice'
import { GoalSummary } from './goal-summary'
import { MapView } from './map-view'
import { OutdatedNotice } from './outdated'
import { PlayLinks } from './play-links'
import { requirementIntervalsQuery, requirementQuery } from './queries'
import type { RequirementSearch } from './route'
import { useStaffingStrings } from './strings'
import { WeekPanel } from './week-panel'

const WhyDrawer = lazily(async () => (await import('./why-drawer')).WhyDrawer, null)

const route = getRouteApi('/shell/staffing/$requirementId')

/** One requirement: how many people each interval takes, and why. */
export function RequirementPage() {
  const t = useStaffingStrings()
  const { requirementId } = route.useParams()
  const query = useQuery(requirementQuery(requirementId))
  useSiteInAddress(query.data?.siteId)
  return (
    <Page
      title={query.data?.queueName ?? t('trailRequirement')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/staffing" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <Period requirement={query.data} />}
      actions={
        query.data && (
          <>
            <CompareChoice requirement={query.data} />
            <PlayLinks requirements={[query.data]} />
            <BuildLink requirements={[requirementId]}>{t('build')}</BuildLink>
          </>
        )
      }
    >
      <Loaded query={query}>{(requirement) => <Body requirement={requirement} />}</Loaded>
    </Page>
  )
}

function Period({ requirement: { from, days, zone, forecastId } }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const format = useFormat()
  return (
    <Text c="dimmed">
      {format.day(from)} – {format.day(addDays(from, days - 1))} · {zone} ·{' '}
      <Anchor
        underline="always"
        renderRoot={(props) => (
          <Link to="/forecast/$forecastId" params={{ forecastId }} {...props} />
        )}
      >
        {t('forecastLink')}
      </Anchor>
    </Text>
  )
}

function Body({ requirement }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(requirementIntervalsQuery(requirement.id))
  const change = (next: Partial<RequirementSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false })
  const against = useAgainstRoster(requirement, query.data)
  const open = (interval: number | undefined) =>
    change({ cell: interval === undefined ? undefined : interval + 1 })
  const cell = search.cell === undefined ? undefined : search.cell - 1
  return (
    <>
      <OutdatedNotice requirement={requirement} />
      <GoalSummary requirement={requirement} />
      <SegmentedControl
        mb="sm"
        aria-label={t('views.label')}
        value={search.view ?? 'map'}
        onChange={(view) => change({ view: view === 'table' ? 'table' : undefined })}
        data={[
          { value: 'map', label: t('views.map') },
          { value: 'table', label: t('views.table') },
        ]}
      />
      <Loaded query={query}>
        {(intervals) => (
          <>
            {search.view === 'table' ? (
              <CellsTable intervals={intervals} net={against?.net} onOpen={open} />
            ) : (
              <MapView
                requirement={requirement}
                intervals={intervals}
                figure={search.figure ?? 'agents'}
                onFigure={(figure) => change({ figure })}
                onOpen={open}
                against={against}
              />
            )}
            {requirement.deferred && !intervals.serviceLevel && (
              <BacklogPanel requirement={requirement} intervals={intervals} />
            )}
            <WeekPanel intervals={intervals} />
            <CertaintyPanel requirement={requirement} />
            <WhyDrawer
              requirement={requirement}
              count={intervals.start.length}
              cell={cell}
              onCell={open}
            />
          </>
        )}
      </Loaded>
    </>
  )
}
