import { Anchor, Group, Paper, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { type Commitment, programmesQuery } from './queries'
import { useVendorStrings } from './strings'

/** What waits for the answer of the one who looks: a vendor's, or the owner's. */
export function Waiting({ commitments }: { commitments: readonly Commitment[] | undefined }) {
  const t = useVendorStrings()
  const format = useFormat()
  const vendor = useMay('vendors:own')
  const owner = useMay('vendors:manage')
  const { data: programmes } = useQuery(programmesQuery)
  const mine = commitments?.filter(
    ({ turn }) => (turn === 'vendor' && vendor) || (turn === 'owner' && owner),
  )
  if (!mine?.length) return null
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('waits')}>
      <Text fw={600} mb={4}>
        {t('waits')}
      </Text>
      {mine.map((c) => (
        <Group key={c.id} gap="sm" mih={28}>
          <Status standing={c.overdue ? 'bad' : 'warn'}>
            {t(c.turn === 'vendor' ? 'answerUntil' : 'decideCounter', {
              time: format.dateTime(c.dueAt, c.zone),
            })}
          </Status>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/vendors/shortfall"
                search={{ queue: c.queueId, from: c.from, commitment: c.id }}
                {...props}
              />
            )}
          >
            {t('waitLine', {
              programme: programmes?.find(({ id }) => id === c.programmeId)?.name ?? '',
              hours: format.number(c.askedHours),
              from: format.day(c.from),
              to: format.day(c.to),
            })}
          </Anchor>
        </Group>
      ))}
    </Paper>
  )
}
