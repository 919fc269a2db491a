import { Chip, Group, Input } from '@mantine/core'
import type { ReactNode } from 'react'
import { useFormat } from '@/format'

interface Props {
  label: string
  value?: readonly number[]
  onChange?: (days: number[]) => void
  error?: ReactNode
}

/** Days of the week, 1 Monday to 7 Sunday, each on or off. */
export function WeekdaysField({ label, value = [], onChange, error }: Props) {
  const format = useFormat()
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <Chip.Group
        multiple
        value={value.map(String)}
        onChange={(days) => onChange?.(days.map(Number).toSorted((a, b) => a - b))}
      >
        <Group gap={4} mt={4} role="group" aria-label={label}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Chip key={day} value={String(day)} size="xs" radius="sm">
              {format.weekday(day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  )
}
