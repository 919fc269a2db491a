import type { ReactNode } from 'react'
import { type Standing, Status } from '@/parts/status'
import classes from './accuracy.module.css'

interface Props {
  name: string
  /** The figure; undefined shows a dash, and then `why` says why. */
  value: string | undefined
  why: string
  /** What the figure means, in words. */
  meaning?: { standing: Standing; text: string }
  /** How it is defined. */
  hint: string
  children?: ReactNode
}

/** One figure with what it means. A figure that is not defined is a dash that says why. */
export function Figure({ name, value, why, meaning, hint, children }: Props) {
  return (
    <div className={classes.figure}>
      <dt title={hint}>{name}</dt>
      <dd>
        <span className={classes.value}>{value ?? '–'}</span>
        {value === undefined ? (
          <small>{why}</small>
        ) : (
          meaning && <Status standing={meaning.standing}>{meaning.text}</Status>
        )}
        {children}
        <small>{hint}</small>
      </dd>
    </div>
  )
}
