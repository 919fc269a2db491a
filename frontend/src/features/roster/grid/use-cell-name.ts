import { useFormat, wallTime } from '@/format'
import { MARK, type Sheet } from '../model/sheet'
import type { Breach, Cell } from '../model/types'
import { useRuleWords } from '../rule-words'
import { useRosterStrings } from '../strings'

/** Names a cell in full: who, when, which shift, and all that the marks say. */
export function useCellName(sheet: Sheet, breaches: readonly Breach[] | undefined) {
  const t = useRosterStrings()
  const format = useFormat()
  const rule = useRuleWords()
  return ({ person, day }: Cell): string => {
    const who = sheet.people[person]
    const date = sheet.grid.days[day] ?? ''
    const shift = sheet.shift(person, day)
    const marks = sheet.marks(person, day)
    const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
    const away = sheet.away(person, day)
    const parts = [
      who?.name,
      format.day(date, 'weekdayDate'),
      shift ? `${shift.letter} ${wall(shift.startMin)}–${wall(shift.endMin)}` : t('cell.off'),
      marks & MARK.locked && t('cell.locked'),
      marks & MARK.pending && t('cell.pending'),
      marks & MARK.away && t('cell.away', { kind: t(`away.${awayKind(away)}`) }),
      marks & MARK.wish && t('cell.wish', { kind: t(`away.${awayKind(away)}`) }),
      sheet.wish(person, day),
      ...(breaches ?? [])
        .filter((b) => b.personId === who?.id && b.days.includes(date))
        .map((b) => rule(b.rule)),
    ]
    return parts.filter(Boolean).join(', ')
  }
}

const KINDS = ['vacation', 'sickness', 'training', 'parental', 'unpaid', 'other'] as const

export function awayKind(kind: string | undefined): (typeof KINDS)[number] {
  return KINDS.find((one) => one === kind) ?? 'other'
}
