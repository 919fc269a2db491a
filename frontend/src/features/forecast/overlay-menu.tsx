import { Button, Checkbox, Popover, Stack, Text } from '@mantine/core'
import { ChevronDown } from '@/design/icons'
import { DayField } from '@/parts/inputs/day'
import { addDays, daysBetween, weekdayOf } from './days'
import { useForecastStrings } from './strings'

const USUAL = [1, 2, 3, 4, 8, 52]
const MOST = 5

interface Props {
  /** How many weeks back the weeks lie that are laid over. */
  past: readonly number[]
  /** First day of the window on screen: another week is counted back from its week. */
  from: string
  onChange: (past: number[]) => void
}

/** Chooses the weeks gone by that are laid over the forecast, by weekday and wall clock. */
export function OverlayMenu({ past, from, onChange }: Props) {
  const t = useForecastStrings()
  const choices = [...new Set([...USUAL, ...past])].toSorted((a, b) => a - b)
  const set = (weeks: number, on: boolean) =>
    onChange(on ? [...past, weeks].toSorted((a, b) => a - b) : past.filter((one) => one !== weeks))
  return (
    <Popover position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
          {past.length === 0 ? t('controls.past') : t('controls.pastCount', { count: past.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('controls.past')}>
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
      </Popover.Dropdown>
    </Popover>
  )
}

/** How many weeks the week of one day lies before the week of another. */
export function weeksBack(day: string, from: string): number {
  const monday = (one: string) => addDays(one, 1 - weekdayOf(one))
  return Math.round(daysBetween(monday(day), monday(from)) / 7)
}
