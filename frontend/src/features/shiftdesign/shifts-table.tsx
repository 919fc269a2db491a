import { ScrollArea, Table } from '@mantine/core'
import { useFormat } from '@/format'
import { type DesignedShift, spanOf } from './order'
import { useDesignStrings } from './strings'

/** Shifts and how many people take each of them on each day. */
export function ShiftsTable({ shifts }: { shifts: readonly DesignedShift[] }) {
  const t = useDesignStrings()
  const format = useFormat()
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, 'aria-label': t('answer') }}>
      <Table aria-label={t('answer')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('shift')}</Table.Th>
            <Table.Th ta="end">{t('length')}</Table.Th>
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Table.Th key={day} ta="end">
                {format.weekday(day)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shifts.map((shift) => (
            <Table.Tr key={spanOf(shift)}>
              <Table.Th scope="row">{spanOf(shift)}</Table.Th>
              <Table.Td ta="end">{format.number(shift.minutes / 60, 1)}</Table.Td>
              {shift.people.map((count, day) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place is a weekday
                <Table.Td key={day} ta="end">
                  {count}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  )
}
