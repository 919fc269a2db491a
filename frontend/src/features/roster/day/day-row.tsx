import { memo, useCallback, useSyncExternalStore } from 'react'
import { wallTime } from '@/format'
import { shiftColour } from '@/parts/shift-letter'
import { awayKind } from '../grid/use-cell-name'
import { labelMinute } from '../model/day-drag'
import { MARK, type Sheet } from '../model/sheet'
import type { ShiftRow } from '../model/types'
import { useRosterStrings } from '../strings'
import classes from './day.module.css'

// Pixels that a letter and two times take.
const LABEL = 104

interface Props {
  sheet: Sheet
  person: number
  day: number
  dayMinutes: number
  top: number
  width: number
  scale: number
  selected: boolean
  /** The shift as it is being dragged. */
  draft: ShiftRow | undefined
}

/** One person's day: a bar with its pauses, and the end of a night that began the day before. */
export const DayRow = memo(function DayRow(props: Props) {
  const { sheet, person, day, dayMinutes, top, width, scale, selected, draft } = props
  const t = useRosterStrings()
  useSyncExternalStore(
    useCallback((listener: () => void) => sheet.watch(person, listener), [sheet, person]),
    () => sheet.version(person),
  )
  const shift = draft ?? sheet.shift(person, day)
  const marks = sheet.marks(person, day)
  const before = day > 0 ? sheet.shift(person, day - 1) : undefined
  const yesterday = sheet.clock.sinceFirst(day, 0) - sheet.clock.sinceFirst(day - 1, 0)
  const name = sheet.people[person]?.name ?? ''
  const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
  const kind = t(`away.${awayKind(sheet.away(person, day))}`)
  return (
    <li
      className={classes.row}
      data-person={person}
      data-selected={selected || undefined}
      style={{ top }}
    >
      <div className={classes.name}>{name}</div>
      <div className={classes.lane} style={{ width, backgroundSize: `${60 * scale}px 100%` }}>
        {before && before.endMin > yesterday && (
          <div
            className={classes.bar}
            data-tail
            style={{
              left: 0,
              width: Math.min(before.endMin - yesterday, dayMinutes) * scale,
              ...tone(before),
            }}
          >
            … {before.letter} {wall(before.endMin - yesterday)}
          </div>
        )}
        {!shift && (marks & MARK.away) !== 0 && (
          <span className={classes.away}>{t('cell.away', { kind })}</span>
        )}
        {!shift && (marks & MARK.wish) !== 0 && (
          <span className={classes.away}>{t('cell.wish', { kind })}</span>
        )}
        {shift && (
          <button
            type="button"
            className={classes.bar}
            data-grip="all"
            data-locked={(marks & MARK.locked) !== 0 || undefined}
            data-pending={(marks & MARK.pending) !== 0 || undefined}
            data-draft={draft !== undefined || undefined}
            aria-label={t('dayView.bar', {
              name,
              letter: shift.letter ?? '',
              start: wall(shift.startMin),
              end: wall(shift.endMin),
            })}
            style={{
              left: shift.startMin * scale,
              width: (shift.endMin - shift.startMin) * scale,
              ...tone(shift),
            }}
          >
            <span
              className={classes.label}
              style={{ left: (labelMinute(shift, LABEL / scale) - shift.startMin) * scale }}
            >
              <b>{shift.letter}</b> {wall(shift.startMin)}–{wall(shift.endMin)}
            </span>
            <Pauses shift={shift} scale={scale} />
            <span className={classes.end} data-grip="start" style={{ left: 0 }} />
            <span className={classes.end} data-grip="end" style={{ right: 0 }} />
          </button>
        )}
      </div>
    </li>
  )
})

function Pauses({ shift, scale }: { shift: ShiftRow; scale: number }) {
  return (shift.breaks ?? []).map((pause, at) => (
    <span
      // biome-ignore lint/suspicious/noArrayIndexKey: pauses have no name but their place
      key={at}
      className={classes.pause}
      data-grip={at}
      data-kind={pause.kind}
      style={{
        left: (pause.startMin - shift.startMin) * scale,
        width: pause.minutes * scale,
      }}
    />
  ))
}

function tone(shift: ShiftRow) {
  const colour = shiftColour(shift.letter ?? '')
  return { background: `var(--shift-${colour})`, color: `var(--shift-${colour}-text)` }
}
