import { Group, SegmentedControl, Text } from '@mantine/core'
import { ClockField } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import { useBidStrings } from './strings'

/** When a bid opens: at once, or at a time of the site's clock. */
export interface Opening {
  readonly later: boolean
  readonly day: string
  readonly clock: string
}

interface Props {
  opening: Opening
  zone: string
  onChange: (opening: Opening) => void
}

/** Lets a bid wait until a time; nobody can rank before. */
export function Opens({ opening, zone, onChange }: Props) {
  const t = useBidStrings()
  return (
    <div>
      <Text size="sm" fw={500} id="bid-opens">
        {t('opens')}
      </Text>
      <SegmentedControl
        aria-labelledby="bid-opens"
        data={[
          { value: 'now', label: t('opensNow') },
          { value: 'later', label: t('opensLater') },
        ]}
        value={opening.later ? 'later' : 'now'}
        onChange={(value) => onChange({ ...opening, later: value === 'later' })}
      />
      {opening.later && (
        <Group align="end" mt="xs">
          <DayField
            label={t('opensDay')}
            value={opening.day}
            onChange={(day) => onChange({ ...opening, day: day ?? '' })}
          />
          <ClockField
            label={t('opensClock')}
            value={opening.clock}
            onChange={(clock) => onChange({ ...opening, clock })}
          />
          <Text size="xs" c="dimmed">
            {zone}
          </Text>
        </Group>
      )}
    </div>
  )
}
