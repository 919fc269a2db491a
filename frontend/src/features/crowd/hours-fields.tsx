import { Button, Group, NumberInput, Stack } from '@mantine/core'
import { ClockField } from '@/parts/inputs/clock'
import type { Hours } from './pattern'
import { useCrowdStrings } from './strings'

interface Props {
  hours: readonly Hours[]
  onChange: (hours: readonly Hours[]) => void
}

const MOST_HOURS = 12
const EVENING: Hours = { begins: '19:00', ends: '22:00', need: 2 }

/** The hours that a release has on each of its days, with the people that they need. */
export function HoursFields({ hours, onChange }: Props) {
  const t = useCrowdStrings()
  const set = (k: number, change: Partial<Hours>) =>
    onChange(hours.map((one, at) => (at === k ? { ...one, ...change } : one)))
  return (
    <Stack gap="xs">
      {hours.map((one, k) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and their fields hold no state
        <Group key={k} align="flex-end" role="group" aria-label={t('book.hours', { n: k + 1 })}>
          <ClockField
            label={t('book.begins')}
            value={one.begins}
            onChange={(begins) => set(k, { begins })}
          />
          <ClockField
            label={t('book.ends')}
            value={one.ends}
            onChange={(ends) => set(k, { ends })}
          />
          <NumberInput
            label={t('book.need')}
            w={110}
            value={one.need}
            min={1}
            max={1000}
            onChange={(value) => set(k, { need: Number(value) })}
          />
          {hours.length > 1 && (
            <Button
              variant="default"
              aria-label={t('book.dropHours', { n: k + 1 })}
              onClick={() => onChange(hours.filter((_, at) => at !== k))}
            >
              {t('book.drop')}
            </Button>
          )}
        </Group>
      ))}
      {hours.length < MOST_HOURS && (
        <Group>
          <Button variant="default" onClick={() => onChange([...hours, hours.at(-1) ?? EVENING])}>
            {t('book.moreHours')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
