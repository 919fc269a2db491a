import type { ReactNode } from 'react'
import { ErrorIcon, InfoIcon, OkIcon, WarnIcon } from '@/design/icons'
import classes from './status.module.css'

/** How things stand. */
export type Standing = 'ok' | 'warn' | 'bad' | 'info'

const ICONS = { ok: OkIcon, warn: WarnIcon, bad: ErrorIcon, info: InfoIcon }

/** A word with the icon and colour of its standing: colour is never the only sign. */
export function Status({ standing, children }: { standing: Standing; children: ReactNode }) {
  const Icon = ICONS[standing]
  return (
    <span className={classes.status} data-standing={standing}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  )
}
