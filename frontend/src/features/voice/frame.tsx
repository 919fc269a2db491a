import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import type { Change, Reason, Window } from './queries'
import type { WindowSearch } from './route'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

/** The frame of the screens of what customers say. */
export function VoiceFrame({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  const t = useVoiceStrings()
  const partner = useMay('vendors:own')
  return (
    <Page title={t('title')} actions={actions}>
      <nav className={classes.tabs} aria-label={t('tabs')}>
        <Link to="/vendors/voice" activeOptions={{ exact: true, includeSearch: false }}>
          {t('tab.overview')}
        </Link>
        <Link to="/vendors/voice/problems">{t('tab.problems')}</Link>
        <Link to="/vendors/voice/reasons">{t('tab.reasons')}</Link>
        {!partner && <Link to="/vendors/voice/value">{t('tab.value')}</Link>}
      </nav>
      {children}
    </Page>
  )
}

const WEEK_MS = 7 * 86_400_000

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The days looked at: the last two whole weeks unless the address says otherwise. */
export function useWindow({ from, to, programme }: WindowSearch): Window {
  const last = to ?? dayOf(Date.now() - WEEK_MS / 7)
  const first = from ?? dayOf(Date.parse(last) - 2 * WEEK_MS + WEEK_MS / 7)
  return { from: first, to: last, programmeId: programme ?? 0 }
}

/** What a reason is called in the language on screen. */
export function useReasonName(): (reason: Reason | undefined) => string {
  const t = useVoiceStrings()
  const language = useLanguage()
  return (reason) => {
    if (!reason) return t('unfiled')
    return language === 'zh' && reason.nameZh ? reason.nameZh : reason.name
  }
}

/** The zone in which days are meant. */
export const useZone = () => useSite()?.zone ?? 'UTC'

/** A change in words: only where it cannot be chance is it called one. */
export function ChangeWord({ change, good = 'less' }: { change: Change; good?: 'less' | 'more' }) {
  const t = useVoiceStrings()
  const format = useFormat()
  if (change.few) return <span className={classes.muted}>{t('changes.few')}</span>
  if (change.ratio === undefined) return <Status standing="info">{t('changes.fresh')}</Status>
  if (change.surely === 0) return <span className={classes.muted}>{t('changes.same')}</span>
  const way = change.surely > 0 ? 'more' : 'less'
  return (
    <Status standing={way === good ? 'ok' : 'warn'}>
      {t(`changes.${way}`, { ratio: format.number(change.ratio, 2) })}
    </Status>
  )
}
