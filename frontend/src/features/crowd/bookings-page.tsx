import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type CrowdRelease, releasesQuery } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Empty } from '@/parts/empty'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const OpenDrawer = lazily(async () => (await import('./open-drawer')).OpenDrawer, null)
const route = getRouteApi('/shell/vendors/bookings')

/** What was released to crowds, and how it filled. */
export function BookingsPage() {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(releasesQuery)
  const show = (value?: true) => void navigate({ search: { open: value } })
  return (
    <Page
      title={t('bookings')}
      actions={may && <Button onClick={() => show(true)}>{t('book.open')}</Button>}
    >
      <CrowdTabs />
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('noReleases')} text={t('noReleasesText')} />
          ) : (
            list.map((release) => <Release key={release.id} release={release} />)
          )
        }
      </Loaded>
      {open && <OpenDrawer onClose={() => show()} />}
    </Page>
  )
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)

function Release({ release }: { release: CrowdRelease }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const { id, name, slots, state, closesAt, zone, rule, seed } = release
  const counts = [
    [t('need'), sum(slots.map(({ need }) => need))],
    [t('asked'), sum(slots.map(({ asked }) => asked))],
    [t('held'), sum(slots.map(({ held }) => held))],
    [t('came'), sum(slots.map(({ came }) => came))],
  ] as const
  return (
    <Panel
      title={name}
      actions={
        <Anchor
          renderRoot={(props) => (
            <Link to="/vendors/bookings/$releaseId" params={{ releaseId: id }} {...props} />
          )}
        >
          {t('book.who')}
        </Anchor>
      }
    >
      <Text c="dimmed">
        {t(`releaseStates.${state}`, { when: format.dateTime(closesAt, zone) })} ·{' '}
        {t(`rules.${rule}`)} · {t('seed', { seed })}
      </Text>
      <Text>
        {slots[0] && `${format.dateTime(slots[0].begins, zone)} · `}
        {counts.map(([word, n]) => `${word}${colon()}${format.number(n)}`).join(' · ')}
      </Text>
    </Panel>
  )
}
