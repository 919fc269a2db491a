import { ActionIcon, Anchor, Group, NativeSelect, SegmentedControl, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Roster } from '@/api/types'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { css, shade } from './paint'
import { usePalette } from './palette'
import type { Figure } from './route'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

/** The days on screen, with the way to earlier and later ones. */
export function Pager(props: { text: string; onEarlier?: () => void; onLater?: () => void }) {
  const t = useStaffingStrings()
  return (
    <Group gap={4}>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={t('map.earlier')}
        disabled={!props.onEarlier}
        onClick={props.onEarlier}
      >
        <ArrowLeft size={16} aria-hidden />
      </ActionIcon>
      <Text size="sm">{props.text}</Text>
      <ActionIcon
        variant="default"
        size={32}
        aria-label={t('map.later')}
        disabled={!props.onLater}
        onClick={props.onLater}
      >
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

/** Which roster the map is held against. */
export function RosterNote({ roster }: { roster: Roster }) {
  const t = useStaffingStrings()
  return (
    <Text size="sm" mb={4}>
      {t('map.against')}{' '}
      <Anchor
        underline="always"
        renderRoot={(props) => (
          <Link to="/roster/$rosterId" params={{ rosterId: roster.id }} {...props} />
        )}
      >
        {roster.name}
      </Anchor>
      {roster.publishedVersion === 0 && ` (${t('map.draft')})`}
    </Text>
  )
}

interface ChoiceProps {
  possible: readonly Figure[]
  figure: Figure
  onFigure: (figure: Figure) => void
}

/** More figures than this do not stand side by side. */
const SIDE_BY_SIDE = 6

/** Which figure the map shows. */
export function FigureChoice({ possible, figure, onFigure }: ChoiceProps) {
  const t = useStaffingStrings()
  const data = possible.map((value) => ({ value, label: t(`figures.${value}`) }))
  const choose = (value: string) => onFigure(value as Figure)
  const label = t('figures.label')
  return data.length > SIDE_BY_SIDE ? (
    <NativeSelect
      aria-label={label}
      value={figure}
      data={data}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  ) : (
    <SegmentedControl aria-label={label} value={figure} data={data} onChange={choose} />
  )
}

type Ramp = readonly [
  stops: readonly number[],
  low: 'map.low' | 'map.short' | 'map.missing',
  high: 'map.high' | 'map.over' | 'map.spare',
]
const PLAIN: Ramp = [[0, 1], 'map.low', 'map.high']
const SCALES: Partial<Record<Figure, Ramp>> = {
  serviceLevel: [[-1, -0.2, 0, 1], 'map.short', 'map.over'],
  followed: [[-1, -0.2, 0, 1], 'map.short', 'map.over'],
  net: [[-1, 0, 1], 'map.missing', 'map.spare'],
}

/** What the colours mean. */
export function Scale({ figure }: { figure: Figure }) {
  const t = useStaffingStrings()
  const palette = usePalette()
  const [stopsAt, low, high] = SCALES[figure] ?? PLAIN
  const stops = stopsAt.map((at) => css(shade(palette, at)))
  return (
    <span className={classes.scale}>
      {t(low)}
      <span
        className={classes.ramp}
        style={{ background: `linear-gradient(90deg, ${stops.join(', ')})` }}
        aria-hidden
      />
      {t(high)}
    </span>
  )
}
