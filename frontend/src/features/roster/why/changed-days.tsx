import { List } from '@mantine/core'
import { useFormat, wallTime } from '@/format'
import { colon } from '@/i18n/colon'
import type { ShiftRow } from '../model/types'
import type { Desk } from '../queries'
import type { Supposed } from './queries'
import { useWhyStrings } from './strings'

interface Props {
  days: Supposed['days']
  desk: Desk
}

/** Days before and after a change: "Fri 8 May: off → D 09:00–17:30". */
export function ChangedDays({ days, desk }: Props) {
  const t = useWhyStrings()
  const format = useFormat()
  const { sheet } = desk
  const text = (day: string, shift: ShiftRow | undefined) => {
    if (!shift) return t('answer.off')
    const wall = (minute: number) => wallTime(sheet.clock.toWall(sheet.dayAt(day), minute))
    return `${shift.letter ?? ''} ${wall(shift.startMin)}–${wall(shift.endMin)}`.trim()
  }
  return (
    <List size="sm">
      {days.map(({ personId, day, from, to }) => (
        <List.Item key={`${personId} ${day}`}>
          {format.day(day, 'weekdayDate')}
          {colon()}
          {text(day, from)} → {text(day, to)}
        </List.Item>
      ))}
    </List>
  )
}
