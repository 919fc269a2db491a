import { ScrollArea, Text } from '@mantine/core'
import { useFormat, wallTime } from '@/format'
import type { Sheet } from '../model/sheet'
import type { BreakRow, Move } from '../model/types'
import { useBreaksStrings } from './strings'

const SHOWN = 60

/** Whose breaks move from when to when. */
export function MovedBreaks({ moves, sheet }: { moves: readonly Move[]; sheet: Sheet }) {
  const t = useBreaksStrings()
  const format = useFormat()
  const times = (breaks: readonly BreakRow[], day: number) =>
    breaks.map(({ startMin }) => wallTime(sheet.clock.toWall(day, startMin))).join(' ')
  return (
    <ScrollArea.Autosize mah={300} type="auto" my="xs">
      {moves.slice(0, SHOWN).map(({ personId, day, shift }) => {
        const at = sheet.dayAt(day)
        const person = sheet.personAt(personId)
        const before = sheet.shift(person, at)?.breaks ?? []
        return (
          <Text key={`${personId} ${day}`} size="sm">
            {sheet.people[person]?.name ?? personId} · <del>{times(before, at)}</del>{' '}
            <ins style={{ textDecoration: 'none' }}>{times(shift?.breaks ?? [], at)}</ins>
          </Text>
        )
      })}
      {moves.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('more', { count: format.number(moves.length - SHOWN) })}
        </Text>
      )}
    </ScrollArea.Autosize>
  )
}
