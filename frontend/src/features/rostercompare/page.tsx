import { Anchor, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { RosterLink } from '@/features/roster/list/roster-link'
import { plusDays } from '@/features/roster/model/days'
import type { Roster } from '@/features/roster/model/types'
import { rosterQuery, rostersQuery } from '@/features/roster/queries'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { PeoplePanel } from './people-panel'
import { type Chosen, comparisonQuery } from './queries'
import { DaysPanel, QueuesPanel } from './queues-panel'
import type { CompareSearch } from './route'
import { Sides } from './sides'
import { useCompareStrings } from './strings'
import { BurdensPanel, TotalsPanel } from './totals-panel'
import { Verdict } from './verdict'

const route = getRouteApi('/shell/roster/$rosterId/compare')

/** Two plans side by side: which is better, and for whom. */
export function RosterComparePage() {
  const t = useCompareStrings()
  const { rosterId } = route.useParams()
  const roster = useQuery(rosterQuery(rosterId))
  useSiteInAddress(roster.data?.siteId)
  const trail = [<RosterLink key="list" />]
  if (roster.data) {
    const { id, name } = roster.data
    trail.push(
      <Anchor
        key="roster"
        renderRoot={(props) => <Link to="/roster/$rosterId" params={{ rosterId: id }} {...props} />}
      >
        {name}
      </Anchor>,
    )
  }
  return (
    <Page title={t('title')} trail={trail}>
      <Loaded query={roster}>{(known) => <Chooser roster={known} />}</Loaded>
    </Page>
  )
}

/** Other rosters of the site that share days, the roster itself first. */
function fitting(roster: Roster, all: readonly Roster[]): Roster[] {
  const last = (one: Roster) => plusDays(one.from, one.days - 1)
  const others = all.filter(
    (one) =>
      one.id !== roster.id &&
      one.siteId === roster.siteId &&
      one.from <= last(roster) &&
      last(one) >= roster.from,
  )
  return [roster, ...others]
}

function Chooser({ roster }: { roster: Roster }) {
  const t = useCompareStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data = [] } = useQuery(rostersQuery)
  const published = roster.publishedVersion > 0
  const a: Chosen = {
    id: roster.id,
    edition: search.edition ?? (published && !search.with ? 'published' : 'draft'),
    kept: search.kept,
  }
  const b = secondOf(roster, search, a)
  const choose = (first: Chosen, second: Chosen | undefined) =>
    void navigate({
      to: '/roster/$rosterId/compare',
      params: { rosterId: first.id },
      search: (old: CompareSearch) => ({
        ...old,
        edition: first.edition,
        kept: first.kept,
        with: second?.id,
        withEdition: second?.edition,
        withKept: second?.kept,
      }),
      replace: true,
    })
  return (
    <>
      <Sides a={a} b={b} rosters={fitting(roster, data)} onChoose={choose} />
      {b ? <Compared a={a} b={b} /> : <Text c="dimmed">{t('chooseHint')}</Text>}
    </>
  )
}

/** What to compare with where the address does not say: what stands, where people were told something. */
function secondOf(roster: Roster, search: CompareSearch, a: Chosen): Chosen | undefined {
  if (search.with)
    return {
      id: search.with,
      edition: search.withEdition ?? 'draft',
      kept: search.withKept,
    }
  if (roster.publishedVersion === 0) return undefined
  return { id: roster.id, edition: a.edition === 'published' ? 'draft' : 'published' }
}

function Compared({ a, b }: { a: Chosen; b: Chosen }) {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({ ...comparisonQuery(a, b), placeholderData: keepPreviousData })
  const show = (change: Partial<CompareSearch>) =>
    void navigate({ search: (old: CompareSearch) => ({ ...old, ...change }), replace: true })
  return (
    <Loaded query={query}>
      {(comparison) => {
        const days = Array.from({ length: comparison.days }, (_, k) => plusDays(comparison.from, k))
        return (
          <>
            <Verdict comparison={comparison} />
            <TotalsPanel comparison={comparison} />
            <DaysPanel
              comparison={comparison}
              days={days}
              queue={search.queue}
              onQueue={(queue) => show({ queue })}
            />
            <QueuesPanel queues={comparison.queues} />
            <PeoplePanel comparison={comparison} days={days} search={search} onSearch={show} />
            <BurdensPanel comparison={comparison} />
          </>
        )
      }}
    </Loaded>
  )
}
