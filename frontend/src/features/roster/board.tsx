import { getRouteApi } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useMay } from '@/api/session'
import { useListShortcuts } from '@/app/keys/shortcuts'
import { useLanguage } from '@/i18n'
import { tagOf } from '@/i18n/language'
import { lazily } from '@/parts/lazily'
import { Page } from '@/parts/page'
import classes from './board.module.css'
import { Actions } from './board-actions'
import { BreaksButton } from './breaks/breaks-button'
import { DayView } from './day/day-view'
import { Filters } from './filters'
import { RosterGrid } from './grid/roster-grid'
import { RosterLink } from './list/roster-link'
import { orderOf } from './model/order'
import { type Selection, single } from './model/selection'
import type { Roster } from './model/types'
import { StateWord } from './parts/state-word'
import type { Desk } from './queries'
import { SidePanel } from './side-panel'
import { useRosterStrings } from './strings'
import { useBreaches, useCoverage, useSession } from './use-desk'
import { useLimits } from './use-limits'
import { usePeriod } from './use-period'
import { useShortcutLines } from './use-shortcut-lines'

const WishMarks = lazy(() => import('./wishes/marks'))

const TroubleDialog = lazily(async () => (await import('./trouble-dialog')).TroubleDialog, null)

const route = getRouteApi('/shell/roster/$rosterId')

/** The roster on screen: its figures, filters, the grid or one day, and a panel beside it. */
export function Board({ roster, desk }: { roster: Roster; desk: Desk }) {
  const t = useRosterStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const tag = tagOf(useLanguage())
  const may = useMay('rosters:manage')
  const breaches = useBreaches(roster.id, desk)
  const coverage = useCoverage(roster.id, desk)
  const limits = useLimits()
  const period = usePeriod(desk.sheet)
  useListShortcuts(useShortcutLines())
  const { q, employer, team, queue, sort, broken } = search
  const order = useMemo(() => {
    const only = broken
      ? new Set((breaches ?? []).map(({ personId }) => desk.sheet.personAt(personId)))
      : undefined
    return orderOf(desk.sheet, { q, employer, team, queue, sort, only }, tag)
  }, [desk.sheet, q, employer, team, queue, sort, broken, breaches, tag])
  const [selection, setSelection] = useState<Selection>(() => single(0, period.first))
  const day = Math.min(Math.max(selection.day, period.first), period.last)
  const inSight = day === selection.day ? selection : single(selection.row, day)
  const cell = { person: order[inSight.row] ?? order[0] ?? 0, day }
  const open = (panel: 'shift' | 'slot') =>
    void navigate({ search: (old) => ({ ...old, panel }), replace: true })
  const jump = (person: number, at: number) => {
    const row = order.indexOf(person)
    period.show(at)
    if (row >= 0) setSelection(single(row, at))
  }
  const view = search.view ?? 'grid'
  const shared = { rosterId: roster.id, desk, order, coverage, queue, may }
  return (
    <Page
      title={roster.name}
      trail={[<RosterLink key="list" />]}
      note={<StateWord roster={roster} />}
      actions={<Actions roster={roster} desk={desk} />}
      fill
    >
      <Suspense fallback={null}>
        <WishMarks rosterId={roster.id} desk={desk} />
      </Suspense>
      <Filters desk={desk} period={period} breaches={breaches} />
      <div className={classes.main}>
        <div className={classes.sheet}>
          {order.length === 0 && <p>{t('grid.nobody')}</p>}
          {roster.inputHash === '' && desk.sheet.grid.shifts.person.length === 0 && (
            <p>{t('build.notYet')}</p>
          )}
          {view === 'grid' ? (
            <RosterGrid
              {...shared}
              first={period.first}
              last={period.last}
              breaches={breaches}
              limits={limits}
              selection={inSight}
              onSelect={setSelection}
              onOpen={() => open('shift')}
              onDay={period.showDay}
              onPeriod={period.step}
            />
          ) : (
            <>
              {may && (
                <BreaksButton
                  roster={roster}
                  desk={desk}
                  day={period.day}
                  queue={queue}
                  order={order}
                />
              )}
              <DayView
                {...shared}
                day={period.day}
                selected={cell}
                onSelect={(person) => setSelection(single(order.indexOf(person), period.day))}
                onOpen={() => open('shift')}
              />
            </>
          )}
        </div>
        <SidePanel
          roster={roster}
          desk={desk}
          cell={view === 'day' ? { ...cell, day: period.day } : cell}
          day={view === 'day' ? period.day : cell.day}
          breaches={breaches}
          coverage={coverage}
          may={may}
          onJump={jump}
        />
      </div>
      <Trouble rosterId={roster.id} desk={desk} zone={roster.zone} />
    </Page>
  )
}

/** The dialog over the board while the server refuses something. */
function Trouble(props: { rosterId: number; desk: Desk; zone: string }) {
  const { trouble } = useSession(props.desk)
  return trouble ? <TroubleDialog {...props} /> : null
}
