import { ActionIcon, Group, Text } from '@mantine/core'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { useCalendarStrings } from './strings'

interface Props {
  year: number
  onYear: (year: number) => void
}

/** The year on screen, and the ways to its neighbours. */
export function YearSwitch({ year, onYear }: Props) {
  const t = useCalendarStrings()
  return (
    <Group gap={4}>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('before')}
        onClick={() => onYear(year - 1)}
      >
        <ArrowLeft size={16} aria-hidden />
      </ActionIcon>
      <Text fw={600} w={56} ta="center" aria-live="polite">
        {year}
      </Text>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={t('after')}
        onClick={() => onYear(year + 1)}
      >
        <ChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
