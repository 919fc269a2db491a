import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { employers } from '@/api/workforce'
import { Page } from '@/parts/page'
import classes from './judged.module.css'
import type { Window } from './queries'
import type { StandingsSearch } from './route'
import { useJudgedStrings } from './strings'

/** The frame of every screen of quality, with the ways to the others. */
export function QualityPage({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  const t = useJudgedStrings()
  const grades = useMay('quality:grade')
  return (
    <Page title={t('title')} actions={actions}>
      <nav className={classes.tabs} aria-label={t('tabs')}>
        <Link to="/vendors/quality" activeOptions={{ exact: true, includeSearch: false }}>
          {t('tab.standings')}
        </Link>
        <Link to="/vendors/quality/evaluations">{t('tab.evaluations')}</Link>
        {grades && <Link to="/vendors/quality/grade">{t('tab.grade')}</Link>}
        <Link to="/vendors/quality/samples">{t('tab.samples')}</Link>
        <Link to="/vendors/quality/calibration">{t('tab.calibration')}</Link>
        <Link to="/vendors/quality/alarms">{t('tab.alarms')}</Link>
        <Link to="/vendors/quality/appeals">{t('tab.appeals')}</Link>
        <Link to="/vendors/quality/forms">{t('tab.forms')}</Link>
      </nav>
      {children}
    </Page>
  )
}

/** What an employer is called. */
export function useRowName(): (id: number) => string {
  const { data = [] } = useList(employers)
  return (id) => data.find((one) => one.id === id)?.name ?? `#${id}`
}

/** The zone in which days are meant. */
export function useZone(): string {
  return useSite()?.zone ?? 'UTC'
}

const WEEKS = 18
const DAY_MS = 86_400_000

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The contacts that are compared: of the last weeks unless the address says otherwise. */
export function useWindow({ from, to, metric = 'critical' }: StandingsSearch): Window {
  const zone = useZone()
  const last = to ?? dayOf(Date.now())
  return { from: from ?? dayOf(Date.parse(last) - WEEKS * 7 * DAY_MS), to: last, metric, zone }
}
