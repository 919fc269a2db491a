import { Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { RosterCheck } from '@/api/types'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import type { Roster } from '../model/types'
import { useCheckStrings } from './check-strings'

/** What playing the roster said of every queue; nothing where it was not played. */
export function CheckView({ roster }: { roster: Roster }) {
  const t = useCheckStrings()
  const { data: check } = useQuery({
    queryKey: ['rosters', roster.id, 'check', roster.version],
    queryFn: async () =>
      body(await api.GET('/rosters/{id}/check', { params: { path: { id: roster.id } } })),
  })
  if (!check?.checked) return null
  const { rounds, chosen, queues, outdated } = check
  return (
    <section aria-label={t('title')}>
      <Title order={3} mt="md" mb={4}>
        {t('title')}
      </Title>
      {outdated && <Status standing="warn">{t('outdated')}</Status>}
      <QueuesTable queues={queues} />
      <Text size="sm" mt={4}>
        {t('rounds', { count: rounds.length, chosen: chosen + 1 })}{' '}
        {rounds.length > 1 &&
          t('course', { missed: rounds.map(({ missed }) => missed).join(' → ') })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('note')}
      </Text>
    </section>
  )
}

type Queue = RosterCheck['queues'][number]

function QueuesTable({ queues }: { queues: readonly Queue[] }) {
  const t = useCheckStrings()
  const format = useFormat()
  const share = (value: number | undefined) => (value ? format.percent(value, 1) : '–')
  return (
    <Table withRowBorders={false} verticalSpacing={3}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('queue')}</Table.Th>
          <Table.Th ta="end">{t('goal')}</Table.Th>
          <Table.Th ta="end">{t('formula')}</Table.Th>
          <Table.Th ta="end">{t('level')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {queues.map((queue) => (
          <Table.Tr key={queue.queueId}>
            <Table.Th scope="row" fw={400}>
              {queue.name || queue.code}
              <Help queue={queue} />
            </Table.Th>
            <Table.Td ta="end">{share(queue.goal)}</Table.Td>
            <Table.Td ta="end">{share(queue.formula)}</Table.Td>
            <Table.Td ta="end">
              {format.percent(queue.level, 1)} ± {format.number(200 * queue.levelSe, 1)}
              <div>
                <Status standing={queue.missed ? 'bad' : 'ok'}>
                  {t(queue.missed ? 'missed' : 'kept')}
                </Status>
              </div>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Who works for whom: the queue's own people against everybody's part in it. */
function Help({ queue }: { queue: Queue }) {
  const t = useCheckStrings()
  const format = useFormat()
  const from = queue.staffedHours - queue.ownHours
  if (Math.abs(from) < 0.5) return null
  return (
    <Text size="xs" c="dimmed">
      {t(from > 0 ? 'helped' : 'helps', { hours: format.number(Math.abs(from)) })}
    </Text>
  )
}
