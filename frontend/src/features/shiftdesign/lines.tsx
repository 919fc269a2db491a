import { ScrollArea, Table } from '@mantine/core'
import { useFormat } from '@/format'
import { spanOf } from './order'
import { useDesignStrings } from './strings'

interface Props {
  /** By week and weekday the place of a shift, -1 for a day off. */
  weeks: readonly { days: readonly number[] }[]
  shifts: readonly { start: string; end: string }[]
}

/** The rotation in which people may work the shifts. */
export function DesignLines({ weeks, shifts }: Props) {
  const t = useDesignStrings()
  const format = useFormat()
  return (
    <ScrollArea.Autosize
      mah={360}
      type="auto"
      viewportProps={{ tabIndex: 0, 'aria-label': t('lines') }}
    >
      <Table aria-label={t('lines')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <Table.Th key={day}>{format.weekday(day)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {weeks.map(({ days }, week) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a place is a week
            <Table.Tr key={week}>
              <Table.Th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {t('week', { number: week + 1 })}
              </Table.Th>
              {days.map((at, day) => {
                const shift = shifts[at]
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a place is a weekday
                  <Table.Td key={day} style={{ whiteSpace: 'nowrap' }}>
                    {shift ? spanOf(shift) : t('off')}
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  )
}
