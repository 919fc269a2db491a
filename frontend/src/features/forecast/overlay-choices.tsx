import { Checkbox, Stack, Text } from '@mantine/core'
import { DayField } from '@/parts/inputs/day'
import { addDays, daysBetween, weekdayOf } from './days'
import { useForecastStrings } from './strings'

const USUAL = [1, 2, 3, 4, 8, 52]
const MOST = 5

interface Props {
  past: readonly number[]
  from: string
  onChange: (past: number[]) => void
}

/** The usual weeks gone by to tick, and any other by one of its days. */
export function OverlayChoices({ past, from, onChange }: Props) {
  const t = useForecastStrings()
  const choices = [...new Set([...USUAL, ...past])].toSorted((a, b) => a - b)
  const set = (weeks: number, on: boolean) =>
    onChange(on ? [...past, weeks].toSorted((a, b) => a - b) : past.filter((one) => one !== weeks))
  return (
    <Stack gap="xs">
      {choices.map((weeks) => (
        <Checkbox
          key={weeks}
          label={t('lines.past', { count: weeks })}
          checked={past.includes(weeks)}
          disabled={!past.includes(weeks) && past.length >= MOST}
          onChange={(event) => set(weeks, event.currentTarget.checked)}
        />
      ))}
      <DayField
        label={t('controls.otherWeek')}
        value={null}
        maxDate={addDays(from, -7)}
        popoverProps={{ withinPortal: false }}
        onChange={(day) => {
          const weeks = day ? weeksBack(day, from) : 0
          if (weeks > 0 && !past.includes(weeks) && past.length < MOST) set(weeks, true)
        }}
      />
      <Text size="xs" c="dimmed" maw={220}>
        {t('controls.pastHint')}
      </Text>
    </Stack>
  )
}

/** How many weeks the week of one day lies before the week of another. */
export function weeksBack(day: string, from: string): number {
  const monday = (one: string) => addDays(one, 1 - weekdayOf(one))
  return Math.round(daysBetween(monday(day), monday(from)) / 7)
}
