import { Paper } from '@mantine/core'
import { useElementSize, useMergedRef } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useFormat, wallTime } from '@/format'
import type { DayCoverage } from '../model/coverage'
import { axisMinutes } from '../model/day-drag'
import type { Cell } from '../model/types'
import { EffectWords } from '../parts/effect-words'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { CoverageStrip } from './coverage-strip'
import classes from './day.module.css'
import { DayRow } from './day-row'
import { useBarDrag } from './use-bar-drag'

const ROW = 36
const NAMES = 200
const LEAST_HOUR = 44

interface Props {
  rosterId: number
  desk: Desk
  order: readonly number[]
  day: number
  coverage: DayCoverage | undefined
  queue: number | undefined
  may: boolean
  selected: Cell
  onSelect: (person: number) => void
  onOpen: () => void
}

/** One day by quarter hours: a bar a shift with its lunch and breaks, coverage above. */
export function DayView(props: Props) {
  const { rosterId, desk, order, day, coverage, queue, may, selected } = props
  const t = useRosterStrings()
  const format = useFormat()
  const { sheet } = desk
  const box = useRef<HTMLElement>(null)
  const { ref: sized, width } = useElementSize<HTMLElement>()
  const merged = useMergedRef(box, sized)
  const dayMinutes = sheet.clock.sinceFirst(day + 1, 0) - sheet.clock.sinceFirst(day, 0)
  const minutes = useMemo(() => {
    const ends = sheet.people.map((_, person) => sheet.shift(person, day)?.endMin ?? 0)
    return axisMinutes(dayMinutes, ends)
  }, [sheet, day, dayMinutes])
  const scale = Math.max(LEAST_HOUR, (width - NAMES - 4) / (minutes / 60)) / 60
  const drag = useBarDrag({
    rosterId,
    desk,
    day,
    scale,
    may,
    onOpen: props.onOpen,
    onSelect: props.onSelect,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new day or width brings its first shift into sight, an edit does not
  useEffect(() => {
    const starts = sheet.people.map((_, person) => sheet.shift(person, day)?.startMin ?? minutes)
    const first = Math.min(...starts, minutes) - 60
    if (box.current && first > 0 && first < minutes) box.current.scrollLeft = first * scale
  }, [sheet, day, width])
  const virtual = useVirtualizer({
    count: order.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 6,
    useFlushSync: false, // React 19 warns about flushing while it renders
  })
  const date = format.day(sheet.grid.days[day] ?? '', 'weekdayDate')
  const hours = Array.from({ length: minutes / 60 }, (_, hour) => hour * 60)
  return (
    <>
      <section
        ref={merged}
        className={classes.box}
        aria-label={t('dayView.label', { day: date })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        tabIndex={0}
      >
        <div className={classes.head}>
          <div className={classes.corner}>{t('dayView.coverage')}</div>
          <div className={classes.axis} style={{ width: minutes * scale }}>
            {hours.map((minute) => (
              <span key={minute} className={classes.hour} style={{ left: minute * scale }}>
                {wallTime(sheet.clock.toWall(day, minute)).slice(0, 2)}
              </span>
            ))}
            {coverage && (
              <CoverageStrip coverage={coverage} day={day} queue={queue} scale={scale} />
            )}
          </div>
        </div>
        <ul
          className={classes.body}
          style={{
            height: virtual.getTotalSize(),
            width: NAMES + minutes * scale,
            margin: 0,
            padding: 0,
            listStyle: 'none',
          }}
          {...drag.handlers}
        >
          {virtual.getVirtualItems().map(({ index }) => {
            const person = order[index] ?? 0
            return (
              <DayRow
                key={person}
                sheet={sheet}
                person={person}
                day={day}
                dayMinutes={dayMinutes}
                top={index * ROW}
                width={minutes * scale}
                scale={scale}
                selected={person === selected.person}
                draft={drag.draft?.person === person ? drag.draft.shift : undefined}
              />
            )
          })}
        </ul>
      </section>
      {drag.draft && drag.changed && (
        <Paper
          withBorder
          shadow="md"
          p="xs"
          w={300}
          role="status"
          style={{ position: 'fixed', bottom: 24, left: '50%', zIndex: 200, pointerEvents: 'none' }}
        >
          {wallTime(sheet.clock.toWall(day, drag.draft.shift.startMin))}–
          {wallTime(sheet.clock.toWall(day, drag.draft.shift.endMin))}
          <EffectWords effect={drag.effect} />
        </Paper>
      )}
    </>
  )
}
