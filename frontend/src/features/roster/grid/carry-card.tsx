import { Paper, Text } from '@mantine/core'
import { useFormat } from '@/format'
import type { Sheet } from '../model/sheet'
import type { Move, MoveEffect } from '../model/types'
import { EffectWords } from '../parts/effect-words'
import { useRosterStrings } from '../strings'
import type { Carry } from '../use-carry'

interface Props {
  sheet: Sheet
  carried: Carry
  move: { moves: readonly Move[]; effect: MoveEffect | undefined }
  pointer: { x: number; y: number }
}

/** What putting a carried shift down here would do; beside the pointer, or below while picked up. */
export function CarryCard({ sheet, carried, move, pointer }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const name = sheet.people[carried.to.person]?.name ?? ''
  const day = format.day(sheet.grid.days[carried.to.day] ?? '', 'weekdayDate')
  const dragged = carried.by === 'drag'
  const place = dragged
    ? {
        left: Math.min(pointer.x + 18, window.innerWidth - 320),
        top: Math.min(pointer.y + 18, window.innerHeight - 170),
      }
    : { left: '50%', bottom: 24, transform: 'translateX(-50%)' }
  return (
    <Paper
      shadow="md"
      withBorder
      p="xs"
      w={300}
      role="status"
      style={{ position: 'fixed', zIndex: 200, pointerEvents: 'none', ...place }}
    >
      <Text size="sm" fw={600}>
        {t('carry.to', { name, day })}
      </Text>
      {move.moves.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('carry.nothing')}
        </Text>
      ) : (
        <EffectWords effect={move.effect} />
      )}
      {!dragged && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('carry.pick')}
        </Text>
      )}
    </Paper>
  )
}
