import { Text } from '@mantine/core'
import { useCallback, useState, useSyncExternalStore } from 'react'
import { useFormat } from '@/format'
import { ShiftLetter } from '@/parts/shift-letter'
import { awayKind } from '../grid/use-cell-name'
import { MARK } from '../model/sheet'
import type { Cell } from '../model/types'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { Ask } from '../why'
import { Choices } from './choices'
import { FeedAddress } from './feed-address'
import { ShiftForm } from './shift-form'

interface Props {
  rosterId: number
  desk: Desk
  cell: Cell
  may: boolean
}

/** One person's day: its times to edit by clicks and numbers, and why it is as it is. */
export function ShiftPanel({ rosterId, desk, cell, may }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const { sheet } = desk
  useSyncExternalStore(
    useCallback((listener: () => void) => sheet.watch(cell.person, listener), [sheet, cell.person]),
    () => sheet.version(cell.person),
  )
  const [edition, setEdition] = useState(0)
  const person = sheet.people[cell.person]
  const shift = sheet.shift(cell.person, cell.day)
  const marks = sheet.marks(cell.person, cell.day)
  if (!person) return <Text c="dimmed">{t('shift.select')}</Text>
  const wish = sheet.wish(cell.person, cell.day)
  const kind = t(`away.${awayKind(sheet.away(cell.person, cell.day))}`)
  return (
    <>
      <Text fw={600}>{person.name}</Text>
      <Text size="sm" c="dimmed" mb="sm">
        {format.day(sheet.grid.days[cell.day] ?? '', 'weekdayDate')} · {person.agreement}
      </Text>
      {(marks & MARK.away) !== 0 && <Text size="sm">{t('cell.away', { kind })}</Text>}
      {(marks & MARK.wish) !== 0 && <Text size="sm">{t('cell.wish', { kind })}</Text>}
      {wish && <Text size="sm">{wish}</Text>}
      {shift ? (
        <>
          <ShiftLetter letter={shift.letter ?? ''} name={shift.template ?? ''} />
          {shift.locked && <Text size="sm">{t('shift.locked')}</Text>}
          <ShiftForm
            key={`${cell.person} ${cell.day} ${sheet.version(cell.person)} ${edition}`}
            rosterId={rosterId}
            desk={desk}
            cell={cell}
            shift={shift}
            may={may && !shift.locked}
            onReset={() => setEdition(edition + 1)}
          />
        </>
      ) : (
        <Text size="sm">{t('shift.off')}</Text>
      )}
      <Ask
        key={`${cell.person} ${cell.day}`}
        rosterId={rosterId}
        desk={desk}
        cell={cell}
        may={may && !shift?.locked}
      />
      <Choices rosterId={rosterId} desk={desk} cell={cell} may={may && !shift?.locked} />
      {may && <FeedAddress key={person.id} personId={person.id} />}
    </>
  )
}
