import { NumberInput, Select, SimpleGrid } from '@mantine/core'
import { useFormat } from '@/format'

interface Props {
  labels: { readonly from: string; readonly days: string }
  /** The days that may be the first. */
  possible: readonly string[]
  from: string | undefined
  onFrom: (from: string | null) => void
  days: number | string
  onDays: (days: number | string) => void
  most: number
}

/** Days that are looked at: the first and how many. */
export function DaysFields({ labels, possible, from, onFrom, days, onDays, most }: Props) {
  const format = useFormat()
  return (
    <SimpleGrid cols={2} spacing="sm">
      <Select
        label={labels.from}
        value={from ?? null}
        onChange={onFrom}
        allowDeselect={false}
        data={possible.map((value) => ({ value, label: format.day(value, 'weekdayDate') }))}
      />
      <NumberInput
        label={labels.days}
        min={1}
        max={most}
        allowDecimal={false}
        value={days}
        onChange={onDays}
      />
    </SimpleGrid>
  )
}
