import { Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { addDays } from '@/features/forecast/days'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { DesignLines } from '@/features/shiftdesign/lines'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { AwardTable } from './award-table'
import { awardQuery, type Bid, type BidAward, bidQuery, useAward, useWindow } from './queries'
import { useBidStrings } from './strings'
import { STANDINGS } from './tables'

const route = getRouteApi('/shell/bids/$bidId')
const DAY_MS = 24 * 60 * 60 * 1000

/** One bid: how far it is, who would get which line and why, the award, the lines. */
export function BidPage() {
  const t = useBidStrings()
  const { bidId } = route.useParams()
  const bid = useQuery(bidQuery(bidId))
  const award = useQuery(awardQuery(bidId))
  const may = useMay('rosters:manage')
  useSiteInAddress(bid.data?.siteId)
  return (
    <Page
      title={bid.data?.name ?? t('bids')}
      trail={[
        <Link key="bids" to="/bids">
          {t('back')}
        </Link>,
      ]}
    >
      <Loaded query={bid}>
        {(data) => (
          <Stack gap="md">
            <Head bid={data} award={award.data} may={may} />
            <Panel title={t(data.state === 'awarded' ? 'awarded' : 'preview')}>
              <Loaded query={award}>{({ people }) => <AwardTable people={people} />}</Loaded>
            </Panel>
            {may && data.state !== 'awarded' && award.data && (
              <AwardPanel
                bid={data}
                award={award.data}
                stale={award.data.version !== data.version}
              />
            )}
            <Panel title={t('rotation')}>
              <Text c="dimmed">{t('rotationText')}</Text>
              <DesignLines weeks={data.weeks} shifts={data.shifts} />
            </Panel>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

interface HeadProps {
  bid: Bid
  award: BidAward | undefined
  may: boolean
}

function Head({ bid, award, may }: HeadProps) {
  const t = useBidStrings()
  const format = useFormat()
  const close = useWindow()
  const { state, zone, opensAt, closesAt, from, days } = bid
  const ends = (ms: number) => close.mutate({ bid, closesAt: new Date(ms).toISOString() })
  const begins = () => close.mutate({ bid, opensAt: new Date().toISOString() })
  const ranked = award?.people.filter((person) => person.ranked).length ?? 0
  return (
    <>
      <Group gap="lg">
        <Status standing={STANDINGS[state]}>{t(`states.${state}`)}</Status>
        {state === 'upcoming' && (
          <Text>{t('pair', { name: t('opens'), value: format.dateTime(opensAt, zone) })}</Text>
        )}
        <Text>{t('pair', { name: t('closes'), value: format.dateTime(closesAt, zone) })}</Text>
        <Text>
          {format.day(from)} – {format.day(addDays(from, days - 1))}
        </Text>
        <Text>{t('pair', { name: t('rule'), value: t(`rules.${bid.rule}`) })}</Text>
        {award && <Text>{t('ranked', { ranked, all: award.people.length })}</Text>}
        <Link to="/roster/$rosterId" params={{ rosterId: bid.rosterId }}>
          {t('toRoster')}
        </Link>
      </Group>
      {may && state !== 'awarded' && (
        <Group gap="xs">
          {state === 'upcoming' && (
            <Button variant="default" loading={close.isPending} onClick={begins}>
              {t('openNow')}
            </Button>
          )}
          {state === 'open' && (
            <Button variant="default" loading={close.isPending} onClick={() => ends(Date.now())}>
              {t('closeNow')}
            </Button>
          )}
          <Button
            variant="default"
            loading={close.isPending}
            onClick={() => ends(Math.max(Date.now(), Date.parse(closesAt)) + DAY_MS)}
          >
            {t('longer')}
          </Button>
        </Group>
      )}
      {close.error && <ErrorPanel error={close.error} />}
    </>
  )
}

interface AwardPanelProps {
  bid: Bid
  award: BidAward
  /** The preview is of an earlier state of the bid, and a newer one is on its way. */
  stale: boolean
}

function AwardPanel({ bid, award, stale }: AwardPanelProps) {
  const t = useBidStrings()
  const [force, setForce] = useState(false)
  const write = useAward(() => toast.done(t('done')))
  if (bid.state !== 'closed') return <Text c="dimmed">{t('awardLater')}</Text>
  const submit = () => write.mutate({ award, force })
  return (
    <Stack gap="xs" maw={760}>
      <Text c="dimmed">{t('awardText')}</Text>
      {write.error && <ErrorPanel error={write.error} />}
      <Checkbox
        label={t('force')}
        checked={force}
        onChange={(event) => setForce(event.currentTarget.checked)}
      />
      <div>
        <Button loading={write.isPending} disabled={stale} onClick={submit}>
          {t('award')}
        </Button>
      </div>
    </Stack>
  )
}
