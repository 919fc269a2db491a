import { ScrollArea, Stack, Table, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { type ShiftDesign, spanOf } from './order'
import { useDesignStrings } from './strings'

/** The rotation in which people may work the shifts. */
export function DesignLines({ design }: { design: ShiftDesign }) {
  const t = useDesignStrings()
  const format = useFormat()
  const { lines, shifts, broken } = design
  return (
    <Stack gap="xs">
      <Title order={4}>{t('lines')}</Title>
      {broken === 0 ? (
        <Text c="dimmed">{t('linesText', { people: lines.length })}</Text>
      ) : (
        <Text>{t('linesBroken', { count: broken })}</Text>
      )}
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
            {lines.map(({ days }, week) => (
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
    </Stack>
  )
}
