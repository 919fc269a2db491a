import { Anchor, Box, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { addDays } from '@/features/forecast/days'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Controls } from './controls'
import { LeavingPanel } from './leaving-panel'
import { PlanActions } from './plan-actions'
import { PlanTable } from './plan-table'
import { type CapacityPlan, planQuery, previewQuery, weeksQuery } from './queries'
import type { CapacityPlanSearch } from './route'
import { useCapacityStrings } from './strings'
import { SupplyPlot } from './supply-plot'
import { UnsavedBar } from './unsaved-bar'
import { useDraft } from './use-draft'
import { YearsPanel } from './years-panel'

const Drawers = lazily(async () => (await import('./drawers')).Drawers, null)

const route = getRouteApi('/shell/capacity/$planId')

/** One plan: its people and money by week, edited like a spreadsheet. */
export function CapacityPlanPage() {
  const { planId } = route.useParams()
  const t = useCapacityStrings()
  const query = useQuery(planQuery(planId))
  useSiteInAddress(query.data?.siteId)
  if (query.data) return <Plan key={planId} plan={query.data} />
  return (
    <Page title={t('title')}>
      <Loaded query={query}>{() => null}</Loaded>
    </Page>
  )
}

function Plan({ plan }: { plan: CapacityPlan }) {
  const t = useCapacityStrings()
  const format = useFormat()
  const mayPlan = useMay('demand:manage')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const draft = useDraft(plan)
  const { fields } = draft
  const show = (change: Partial<CapacityPlanSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const { step = 'week', scenario = '' } = search
  const known = fields.scenarios?.some(({ name }) => name === scenario) ? scenario : ''
  const saved = useQuery({
    ...weeksQuery(plan.id, plan.version, known, step),
    enabled: !draft.changed,
  })
  const preview = useQuery({ ...previewQuery(fields, known, step), enabled: draft.changed })
  const query = draft.changed ? preview : saved
  // until the first preview is there the table stays, and with it the cursor
  const computed = query.data ?? saved.data
  const last = addDays(fields.from, 7 * fields.weeks - 1)
  return (
    <Page
      title={fields.name}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/capacity" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={
        <Text c="dimmed">
          {`${format.day(fields.from)} – ${format.day(last)} · ${fields.currency}`}
        </Text>
      }
      actions={<PlanActions plan={plan} draft={draft} mayPlan={mayPlan} onShow={show} />}
    >
      <Controls fields={fields} search={search} onChange={show} />
      {query.isError && <ErrorPanel error={query.error} />}
      {computed ? (
        <Computed
          plan={plan}
          draft={draft}
          computed={computed}
          mayPlan={mayPlan}
          search={search}
          onShow={show}
        />
      ) : (
        <Loaded query={query}>{() => null}</Loaded>
      )}
      {draft.changed && <UnsavedBar plan={plan} draft={draft} />}
      <Drawers
        plan={plan}
        draft={draft}
        scenario={known}
        search={search}
        mayPlan={mayPlan}
        onShow={show}
      />
    </Page>
  )
}

type ComputedProps = Parameters<typeof PlanTable>[0]

/** The chart, the table and the years of what was computed. */
function Computed(props: ComputedProps) {
  const t = useCapacityStrings()
  const { computed, search, onShow } = props
  const { show = 'people', group } = search
  const drawn = group === undefined ? undefined : computed.groups[group - 1]
  const columns = drawn ?? computed.total
  const name = drawn?.name ?? t('all')
  const explain = (place: number) =>
    computed.period === 'week' &&
    onShow({ group: drawn ? group : 1, week: place + 1, panel: undefined })
  return (
    <>
      <SupplyPlot
        computed={computed}
        columns={columns}
        show={show}
        group={name}
        onPlace={(place) => drawn && explain(place)}
      />
      <PlanTable {...props} />
      <Box mt="md">
        <YearsPanel computed={computed} columns={columns} group={name} />
        <LeavingPanel computed={computed} />
      </Box>
    </>
  )
}
