import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core'
import { DeleteIcon, Plus } from '@/design/icons'
import { ClockField } from './clock'
import { useInputStrings } from './strings'
import { WeekdaysField } from './weekdays'
import type { WeeklySpan } from './weekly'

interface Props {
  legend: string
  /** What no hours at all mean. */
  empty: string
  value: readonly WeeklySpan[]
  onChange: (spans: WeeklySpan[]) => void
}

const FRESH: WeeklySpan = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }

/** Hours of the week: each line is some days and a stretch of time, over midnight where it ends before it begins. */
export function WeeklyHoursField({ legend, empty, value, onChange }: Props) {
  const t = useInputStrings()
  const change = (place: number, change: Partial<WeeklySpan>) =>
    onChange(value.map((span, at) => (at === place ? { ...span, ...change } : span)))
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        {value.length === 0 && <Text c="dimmed">{empty}</Text>}
        {value.map((span, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place
          <Group key={place} gap="sm" align="flex-end">
            <WeekdaysField
              label={t('days')}
              value={span.weekdays}
              onChange={(weekdays) => change(place, { weekdays })}
            />
            <ClockField
              label={t('from')}
              value={span.from}
              onChange={(from) => change(place, { from })}
            />
            <ClockField label={t('to')} value={span.to} onChange={(to) => change(place, { to })} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              aria-label={t('removeHours')}
              onClick={() => onChange(value.filter((_, at) => at !== place))}
            >
              <DeleteIcon size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => onChange([...value, FRESH])}
          >
            {t('addHours')}
          </Button>
        </Group>
      </Stack>
    </Fieldset>
  )
}
