import { type KeyboardEvent, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { dayAfter, inOrder, isoWeekday, monthsAfter } from './dates'
import { type DayLook, MonthTable } from './month-table'
import classes from './months.module.css'

interface Props {
  /** What the days show. */
  label: string
  /** The months on screen, YYYY-MM, in order. */
  months: readonly string[]
  /** Stable between renderings, or every day is drawn again. */
  look: (day: string) => DayLook
  /** The stretch of days that is marked. */
  marked?: readonly [first: string, last: string]
  /** Somebody chose a day, or a stretch of days by drawing over it or with the shift key. */
  onPick: (first: string, last: string) => void
}

type Stretch = readonly [anchor: string, head: string]

/** Months side by side. Days are chosen by pointer or keys, one or several in a row. */
export function Months({ label, months, look, marked, onPick }: Props) {
  const [drawn, setDrawn] = useState<Stretch>()
  const [active, setActive] = useState<string>()
  const anchor = useRef<string>(undefined)
  const reachable = active && months.includes(active.slice(0, 7)) ? active : `${months[0]}-01`
  const stretch = drawn ? inOrder(...drawn) : marked

  const down = (event: PointerEvent) => {
    const day = dayUnder(event.target)
    // a finger that draws scrolls the page
    if (!day || event.pointerType === 'touch' || event.button !== 0 || event.shiftKey) return
    anchor.current = day
    setDrawn([day, day])
  }
  const over = (event: PointerEvent) => {
    const day = dayUnder(event.target)
    if (day && drawn && event.buttons === 1) setDrawn([drawn[0], day])
  }
  const up = () => {
    setDrawn(undefined)
    if (drawn && drawn[0] !== drawn[1]) onPick(...inOrder(...drawn)) // one day is a click
  }
  const click = (event: MouseEvent) => {
    const day = dayUnder(event.target)
    if (!day) return
    setActive(day)
    const from = event.shiftKey ? (anchor.current ?? day) : day
    anchor.current = from
    setDrawn(undefined)
    onPick(...inOrder(from, day))
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const day = dayUnder(event.target)
    if (event.key === 'Escape') setDrawn(undefined)
    if (!day) return
    if (event.key === 'Enter' && drawn) {
      event.preventDefault()
      return up()
    }
    const next = nextDay(day, event.key)
    if (!next || !months.includes(next.slice(0, 7))) return
    event.preventDefault()
    setActive(next)
    setDrawn(event.shiftKey ? [drawn?.[0] ?? day, next] : undefined)
    event.currentTarget.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <section
      className={classes.months}
      aria-label={label}
      onPointerDown={down}
      onPointerOver={over}
      onPointerUp={up}
      onPointerLeave={() => setDrawn(undefined)}
      onClick={click}
      onKeyDown={key}
    >
      {months.map((month) => {
        const [from, to] = within(stretch, month)
        return (
          <MonthTable
            key={month}
            month={month}
            look={look}
            from={from}
            to={to}
            active={reachable.startsWith(month) ? reachable : undefined}
          />
        )
      })}
    </section>
  )
}

function dayUnder(target: EventTarget): string | undefined {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-day]') : null
  return button?.dataset.day
}

/** Where a key leads from a day; undefined for keys that lead nowhere. */
export function nextDay(day: string, key: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return dayAfter(day, -1)
    case 'ArrowRight':
      return dayAfter(day, 1)
    case 'ArrowUp':
      return dayAfter(day, -7)
    case 'ArrowDown':
      return dayAfter(day, 7)
    case 'Home':
      return dayAfter(day, 1 - isoWeekday(day))
    case 'End':
      return dayAfter(day, 7 - isoWeekday(day))
    case 'PageUp':
      return monthsAfter(day, -1)
    case 'PageDown':
      return monthsAfter(day, 1)
    default:
      return undefined
  }
}

// A month is told only of what touches it, so that others are not drawn again.
function within(
  stretch: readonly [string, string] | undefined,
  month: string,
): [string | undefined, string | undefined] {
  if (!stretch) return [undefined, undefined]
  const [first, last] = [`${month}-01`, `${month}-31`]
  if (stretch[1] < first || stretch[0] > last) return [undefined, undefined]
  return [stretch[0] > first ? stretch[0] : first, stretch[1] < last ? stretch[1] : last]
}
