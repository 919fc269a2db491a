import { ActionIcon, Title } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { CloseIcon } from '@/design/icons'
import { lazily } from '@/parts/lazily'
import classes from './board.module.css'
import type { DayCoverage } from './model/coverage'
import type { Breach, Cell, Roster } from './model/types'
import type { Desk } from './queries'
import { useRosterStrings } from './strings'

const ShiftPanel = lazily(async () => (await import('./shift/shift-panel')).ShiftPanel)
const IssuesPanel = lazily(async () => (await import('./issues-panel')).IssuesPanel)
const BuildPanel = lazily(async () => (await import('./build/build-panel')).BuildPanel)
const RepairPanel = lazily(async () => (await import('./repair/repair-panel')).RepairPanel)
const SlotPanel = lazily(async () => (await import('./slot-panel')).SlotPanel)
const WishesPanel = lazily(async () => (await import('./wishes-panel')).WishesPanel)

const route = getRouteApi('/shell/roster/$rosterId')

interface Props {
  roster: Roster
  desk: Desk
  cell: Cell
  /** The day whose coverage may be asked about. */
  day: number
  breaches: readonly Breach[] | undefined
  coverage: DayCoverage | undefined
  may: boolean
  onJump: (person: number, day: number) => void
}

/** The one panel beside the grid that the address asks for. */
export function SidePanel({ roster, desk, cell, day, breaches, coverage, may, onJump }: Props) {
  const t = useRosterStrings()
  const { panel } = route.useSearch()
  switch (panel) {
    case 'issues':
      return (
        <Framed title={t('issues.title')}>
          <IssuesPanel
            rosterId={roster.id}
            desk={desk}
            zone={roster.zone}
            breaches={breaches}
            onJump={onJump}
          />
        </Framed>
      )
    case 'wishes':
      return (
        <Framed title={t('wishes.title')}>
          <WishesPanel rosterId={roster.id} version={roster.version} desk={desk} onJump={onJump} />
        </Framed>
      )
    case 'shift':
      return (
        <Framed title={t('shift.title')}>
          <ShiftPanel rosterId={roster.id} desk={desk} cell={cell} may={may} />
        </Framed>
      )
    case 'slot':
      return (
        <Framed title={t('slot.title')}>
          <SlotPanel rosterId={roster.id} desk={desk} day={day} coverage={coverage} may={may} />
        </Framed>
      )
    case 'repair':
      return (
        <Framed title={t('repair.title')}>
          <RepairPanel roster={roster} desk={desk} cell={cell} />
        </Framed>
      )
    case 'build':
      return (
        <Framed title={t('build.title')}>
          <BuildPanel roster={roster} />
        </Framed>
      )
    default:
      return null
  }
}

function Framed({ title, children }: { title: string; children: ReactNode }) {
  const t = useRosterStrings()
  const navigate = route.useNavigate()
  const close = () =>
    void navigate({ search: (old) => ({ ...old, panel: undefined }), replace: true })
  const frame = useRef<HTMLElement>(null)
  // on a phone the panel lies below the grid, out of sight of who has just asked for it
  useEffect(() => {
    // in newer browsers it gives a promise, which is nothing to clean up with
    frame.current?.scrollIntoView?.({ block: 'nearest' })
  }, [])
  return (
    <aside ref={frame} className={classes.panel} aria-label={title}>
      <div className={classes.panelHead}>
        <Title order={2}>{title}</Title>
        <ActionIcon variant="subtle" color="gray" aria-label={t('issues.close')} onClick={close}>
          <CloseIcon size={16} aria-hidden />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.panelBody} aria-label={title} tabIndex={0}>
        {children}
      </section>
    </aside>
  )
}
