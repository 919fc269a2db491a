import { Chip, Group } from '@mantine/core'
import { type Entry, KINDS, type Kind } from './entries'
import { TONES } from './kinds'
import { useCalendarStrings } from './strings'

interface Props {
  entries: readonly Entry[]
  /** The kinds in sight; undefined shows all. */
  chosen: readonly Kind[] | undefined
  onChoose: (kinds: Kind[]) => void
}

/** The kinds with how many entries each has; the legend of the year as well. */
export function KindFilter({ entries, chosen = [], onChoose }: Props) {
  const t = useCalendarStrings()
  return (
    <Chip.Group multiple value={[...chosen]} onChange={(kinds) => onChoose(kinds as Kind[])}>
      <Group gap={6} role="group" aria-label={t('filter')}>
        {KINDS.map((kind) => (
          <Chip key={kind} value={kind} size="sm" radius="sm">
            <span
              aria-hidden
              style={{
                display: 'inline-block',
                width: 10,
                height: 10,
                marginInlineEnd: 6,
                borderRadius: 2,
                border: '1px solid var(--control)',
                background: `var(--shift-${TONES[kind]})`,
              }}
            />
            {t('kindCount', {
              kind: t(`kinds.${kind}`),
              number: entries.filter((entry) => entry.kind === kind).length,
            })}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  )
}

/** A kind as its mark, in the colour it has in the year. */
export function KindMark({ kind }: { kind: Kind }) {
  const t = useCalendarStrings()
  return (
    <span
      style={{
        display: 'inline-block',
        padding: '0 6px',
        borderRadius: 4,
        background: `var(--shift-${TONES[kind]})`,
        color: `var(--shift-${TONES[kind]}-text)`,
      }}
    >
      {t(`kinds.${kind}`)}
    </span>
  )
}
