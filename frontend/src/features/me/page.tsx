import { ActionIcon, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { myShifts } from '@/api/journey'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { MyBids } from './bids-panel'
import { mondayOf, plusDays, today } from './days'
import { MyFeed } from './feed'
import { NextShift } from './next-shift'
import { useMeStrings } from './strings'
import { WeekList } from './week-list'
import { MyWishes } from './wishes'

const route = getRouteApi('/shell/me')
const MyCrowd = lazily(async () => (await import('./crowd-panel')).MyCrowd)
const OwnEvaluations = lazily(
  async () => (await import('@/features/judged/own-panel')).OwnEvaluations,
)

const OwnAdherence = lazily(
  async () => (await import('@/features/adherence/own-panel')).OwnAdherence,
)

/** One's own published shifts: the next one first, then the week as a list. Made for a phone. */
export function MePage() {
  const t = useMeStrings()
  const format = useFormat()
  const { from } = route.useSearch()
  const navigate = route.useNavigate()
  const monday = mondayOf(from ?? today(new Date()))
  const sunday = plusDays(monday, 6)
  const query = useQuery(myShifts(monday, sunday))
  const go = (days: number) =>
    void navigate({ search: (old) => ({ ...old, from: plusDays(monday, days) }) })
  return (
    <Page title={t('title')}>
      <NextShift />
      <Group justify="space-between" my="md" maw={560}>
        <ActionIcon variant="default" size={44} aria-label={t('before')} onClick={() => go(-7)}>
          <ArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <h2 aria-live="polite">
          {format.day(monday, 'weekdayDate')} – {format.day(sunday, 'weekdayDate')}
        </h2>
        <ActionIcon variant="default" size={44} aria-label={t('after')} onClick={() => go(7)}>
          <ChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <Loaded query={query}>{(shifts) => <WeekList monday={monday} shifts={shifts} />}</Loaded>
      <MyCrowd />
      <MyBids />
      <MyWishes from={monday} />
      <OwnAdherence />
      <OwnEvaluations />
      <MyFeed />
    </Page>
  )
}
