import { Button, Stack, Table, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { ShiftDesign } from './order'
import { useDesignStrings } from './strings'

interface Props {
  points: ShiftDesign['curve']
  onTake: (number: number) => void
  level: 3 | 4
}

/** Number of shifts against hours missing and surplus. */
export function DesignCurve({ points, onTake, level }: Props) {
  const t = useDesignStrings()
  const format = useFormat()
  const most = Math.max(1, ...points.map(({ figures }) => figures.underHours + figures.overHours))
  const bar = (hours: number, colour: string) => (
    <span
      aria-hidden
      style={{
        display: 'inline-block',
        height: 8,
        width: `${(80 * hours) / most}px`,
        background: colour,
      }}
    />
  )
  return (
    <Stack gap="xs">
      <Title order={level} size="h4">
        {t('curve')}
      </Title>
      <Text c="dimmed">{t('curveText')}</Text>
      <Table aria-label={t('curve')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ta="end">{t('number')}</Table.Th>
            <Table.Th ta="end">{t('missing')}</Table.Th>
            <Table.Th ta="end">{t('surplus')}</Table.Th>
            <Table.Td />
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.map(({ shifts, figures }) => (
            <Table.Tr key={shifts}>
              <Table.Th scope="row" ta="end">
                {shifts}
              </Table.Th>
              <Table.Td ta="end">{format.number(figures.underHours, 1)}</Table.Td>
              <Table.Td ta="end">{format.number(figures.overHours, 1)}</Table.Td>
              <Table.Td>
                {bar(figures.underHours, 'var(--short-3)')}
                {bar(figures.overHours, 'var(--spare-3)')}
              </Table.Td>
              <Table.Td ta="end">
                <Button variant="subtle" size="compact-xs" onClick={() => onTake(shifts)}>
                  {t('take')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
