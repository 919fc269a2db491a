import { Group } from '@mantine/core'
import { DayField } from '@/parts/inputs/day'
import { daysFrom } from '@/parts/months/dates'
import { useDriverStrings } from './strings'

interface Props {
  from: string
  to: string
  onChange: (change: { from?: string; to?: string }) => void
}

// beyond this a sheet is no longer something to fill by hand
const LONGEST = 400

/** The days on screen. */
export function Period({ from, to, onChange }: Props) {
  const t = useDriverStrings()
  const put = (first: string | null, last: string | null) => {
    if (!first || !last || first > last || daysFrom(first, last) > LONGEST) return
    onChange({ from: first, to: last })
  }
  return (
    <Group gap="sm" mb="md" align="flex-end">
      <DayField label={t('from')} w={150} value={from} onChange={(day) => put(day, to)} />
      <DayField label={t('to')} w={150} value={to} onChange={(day) => put(from, day)} />
    </Group>
  )
}
