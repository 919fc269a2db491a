import { Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ClockField, clockOf } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import { endWallOf, instantOf, type Wall, wallOf } from '../instants'
import { useForecastStrings } from '../strings'
import type { Change } from './change'

interface Props {
  change: Change
  zone: string
  onChange: (change: Change) => void
  error: ReactNode
}

/** From when to when, by the site's clock. */
export function RangeFields({ change, zone, onChange, error }: Props) {
  const t = useForecastStrings()
  const ends = { from: wallOf(change.from, zone), to: endWallOf(change.to, zone) }
  const set = (end: 'from' | 'to', wall: Wall) => {
    const next = { ...change, [end]: instantOf(wall, zone) }
    // a stretch that would end before it begins becomes one day
    if (Date.parse(next.to) > Date.parse(next.from)) onChange(next)
    else
      onChange({
        ...next,
        from: instantOf({ day: wall.day, clock: '00:00' }, zone),
        to: instantOf({ day: wall.day, clock: '24:00' }, zone),
      })
  }
  return (
    <>
      {(['from', 'to'] as const).map((end) => (
        <Group key={end} gap="xs" align="flex-end" wrap="nowrap">
          <DayField
            label={t(`adjust.${end}`)}
            style={{ flex: 1 }}
            value={ends[end].day}
            error={end === 'to' && error}
            onChange={(day) => day && set(end, { ...ends[end], day })}
          />
          <Clock
            label={t(`adjust.${end}Clock`)}
            clock={ends[end].clock}
            onChange={(clock) => set(end, { ...ends[end], clock })}
          />
        </Group>
      ))}
    </>
  )
}

/** Holds what is typed until it is a time of day, and follows a drag on the chart. */
function Clock(props: { label: string; clock: string; onChange: (clock: string) => void }) {
  const [text, setText] = useState(props.clock)
  const [known, setKnown] = useState(props.clock)
  if (known !== props.clock) {
    setKnown(props.clock)
    setText(props.clock)
  }
  return (
    <ClockField
      aria-label={props.label}
      value={text}
      onChange={(typed) => {
        setText(typed)
        if (/^\d\d:\d\d$/.test(typed) && clockOf(typed) === typed) props.onChange(typed)
      }}
    />
  )
}
