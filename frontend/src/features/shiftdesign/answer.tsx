import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { DesignCurve } from './curve'
import { DesignLines } from './lines'
import { coverOf, type DesignedShift, type ShiftDesign } from './order'
import { ShiftsTable } from './shifts-table'
import { useDesignStrings } from './strings'
import { WeekPlot } from './week-plot'

interface Props {
  design: ShiftDesign
  /** The level of its heading: a page has none above it but its own, a drawer has one. */
  level?: 2 | 3
  /** Takes the shifts as templates; undefined while there is nowhere to put them. */
  onOffer: ((shifts: readonly DesignedShift[]) => void) | undefined
}

/** The shifts that were found, what they cover, and what other numbers of them would do. */
export function DesignAnswer({ design, level = 3, onOffer }: Props) {
  const t = useDesignStrings()
  const format = useFormat()
  const [other, setOther] = useState<{ of: ShiftDesign; number: number }>()
  const point =
    other?.of === design ? design.curve.find(({ shifts }) => shifts === other.number) : undefined
  const shifts = point?.offered ?? design.shifts
  const figures = point?.figures ?? design.figures
  const hours = (value: number) => t('hoursAWeek', { hours: format.number(value, 1) })
  return (
    <Stack gap="md" component="section" aria-label={t('answer')}>
      <Title order={level} size="h3">
        {t('answer')}
      </Title>
      {shifts.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      <Group gap="xl">
        <Text>{t('pair', { name: t('missing'), value: hours(figures.underHours) })}</Text>
        <Text>{t('pair', { name: t('surplus'), value: hours(figures.overHours) })}</Text>
        <Text>{t('pair', { name: t('worked'), value: hours(figures.hours) })}</Text>
      </Group>
      <WeekPlot
        slotMin={design.slotMin}
        demand={design.demand}
        cover={point ? coverOf(shifts, design.slotMin) : design.cover}
      />
      <ShiftsTable shifts={shifts} />
      <div>
        <Button disabled={shifts.length === 0 || !onOffer} onClick={() => onOffer?.(shifts)}>
          {t('offer')}
        </Button>
      </div>
      {design.curve.length > 0 && (
        <DesignCurve
          level={level === 2 ? 3 : 4}
          points={design.curve}
          onTake={(number) => setOther({ of: design, number })}
        />
      )}
      {!point && design.lines.length > 0 && (
        <Stack gap="xs">
          <Title order={level === 2 ? 3 : 4} size="h4">
            {t('lines')}
          </Title>
          {design.broken === 0 ? (
            <Text c="dimmed">{t('linesText', { people: design.lines.length })}</Text>
          ) : (
            <Text>{t('linesBroken', { count: design.broken })}</Text>
          )}
          <DesignLines weeks={design.lines} shifts={design.shifts} />
        </Stack>
      )}
    </Stack>
  )
}
