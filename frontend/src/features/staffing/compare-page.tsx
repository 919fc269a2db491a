import { Alert, Anchor, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { beyond, shared, type Total, totalOver } from './compare'
import { DifferenceMap } from './difference-map'
import { GoalSummary } from './goal-summary'
import { type RequirementIntervals, requirementIntervalsQuery, requirementQuery } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

const route = getRouteApi('/shell/staffing/$requirementId/compare/$otherId')

/** Two requirements of a queue side by side: goals, totals, and where they differ. */
export function ComparePage() {
  const t = useStaffingStrings()
  const { requirementId, otherId } = route.useParams()
  const a = useQuery(requirementQuery(requirementId))
  const b = useQuery(requirementQuery(otherId))
  useSiteInAddress(a.data?.siteId)
  return (
    <Page
      title={t('compare.title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/staffing" {...props} />}>
          {t('title')}
        </Anchor>,
        <Anchor
          key="one"
          renderRoot={(props) => (
            <Link to="/staffing/$requirementId" params={{ requirementId }} {...props} />
          )}
        >
          {a.data?.queueName ?? t('trailRequirement')}
        </Anchor>,
      ]}
    >
      <Loaded query={a}>
        {(first) => <Loaded query={b}>{(second) => <Compared a={first} b={second} />}</Loaded>}
      </Loaded>
    </Page>
  )
}

function Compared({ a, b }: { a: Requirement; b: Requirement }) {
  const first = useQuery(requirementIntervalsQuery(a.id))
  const second = useQuery(requirementIntervalsQuery(b.id))
  return (
    <>
      <Side side="A" requirement={a} />
      <Side side="B" requirement={b} />
      <Loaded query={first}>
        {(one) => <Loaded query={second}>{(two) => <Result a={one} b={two} />}</Loaded>}
      </Loaded>
    </>
  )
}

function Side({ side, requirement }: { side: string; requirement: Requirement }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const { id, queueName, from, createdAt, zone } = requirement
  return (
    <section>
      <Title order={2} mb={4}>
        {side}
        {colon()}
        <Anchor
          inherit
          renderRoot={(props) => (
            <Link to="/staffing/$requirementId" params={{ requirementId: id }} {...props} />
          )}
        >
          {t('compare.side', {
            queue: queueName,
            from: format.day(from),
            made: format.dateTime(createdAt, zone),
          })}
        </Anchor>
      </Title>
      <GoalSummary requirement={requirement} />
    </section>
  )
}

function Result({ a, b }: { a: RequirementIntervals; b: RequirementIntervals }) {
  const t = useStaffingStrings()
  const pairs = shared(a, b)
  if (pairs.length === 0) return <Alert color="yellow">{t('compare.apart')}</Alert>
  const totals = [
    totalOver(
      a,
      pairs.map(([i]) => i),
    ),
    totalOver(
      b,
      pairs.map(([, j]) => j),
    ),
  ] as const
  return (
    <>
      <Panel title={t('compare.totals')}>
        <Totals a={totals[0]} b={totals[1]} />
      </Panel>
      <Panel title={t('compare.map')}>
        <DifferenceMap intervals={a} values={beyond(a, b, pairs)} />
      </Panel>
    </>
  )
}

function Totals({ a, b }: { a: Total; b: Total }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const number = (value: number) => format.number(value, 1)
  const rows = (['contacts', 'workHours', 'paidHours', 'peak'] as const).map((key) => ({
    key,
    texts: [number(a[key]), number(b[key]), format.signed(b[key] - a[key], 1)],
  }))
  const [one, two] = [a.serviceLevel, b.serviceLevel]
  const names = {
    contacts: t('weeks.contacts'),
    workHours: t('weeks.work'),
    paidHours: t('weeks.paid'),
    peak: t('weeks.peak'),
  }
  return (
    <table className={classes.plain} aria-label={t('compare.totals')}>
      <thead>
        <tr>
          <th scope="col">{t('why.figure')}</th>
          <th scope="col">A</th>
          <th scope="col">B</th>
          <th scope="col">B − A</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, texts: [first, second, change] }) => (
          <tr key={key}>
            <th scope="row">{names[key]}</th>
            <td>{first}</td>
            <td>{second}</td>
            <td>{change}</td>
          </tr>
        ))}
        {one !== undefined && two !== undefined && (
          <tr>
            <th scope="row">{t('weeks.serviceLevel')}</th>
            <td>{format.percent(one, 1)}</td>
            <td>{format.percent(two, 1)}</td>
            <td>{`${format.signed(100 * (two - one), 1)} %`}</td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
