import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { FairReport, RoundCheck } from './queries'
import { useFairChanceStrings } from './strings'

/** How each round was held: who decided, what they knew, what is missing. */
export function RoundsPanel({ report }: { report: FairReport }) {
  const t = useFairChanceStrings()
  const format = useFormat()
  return (
    <Panel title={t('held')}>
      <Text c="dimmed" mb="sm">
        {t('heldText')}
      </Text>
      {report.rounds.length === 0 ? (
        <Text>{t('noRounds')}</Text>
      ) : (
        <DataTable
          label={t('held')}
          rows={report.rounds}
          rowKey={({ id }) => id}
          columns={[
            { key: 'round', header: t('round'), names: true, cell: ({ name }) => name },
            { key: 'wrong', header: t('wrong'), cell: (r) => <Faults round={r} /> },
            { key: 'outcome', header: t('outcome'), cell: (r) => t('outcomes', r) },
            { key: 'scored', header: t('scored'), cell: (r) => t('scoredOf', r) },
            { key: 'recusals', header: t('recusals'), align: 'end', cell: (r) => r.recusals },
            { key: 'changed', header: t('changed'), align: 'end', cell: (r) => r.changed },
            { key: 'appeals', header: t('appeals'), cell: (r) => t('ofAppeals', r) },
            { key: 'deciders', header: t('deciders'), cell: (r) => <Deciders round={r} /> },
            {
              key: 'announced',
              header: t('announced'),
              cell: ({ announcedAt }) => format.day(announcedAt.slice(0, 10)),
            },
          ]}
        />
      )}
    </Panel>
  )
}

function Deciders({ round }: { round: RoundCheck }) {
  const t = useFairChanceStrings()
  const format = useFormat()
  return format.list(
    round.deciders.map(({ userId, name, decisions }) =>
      t('decider', { name: name || t('outsider', { id: userId }), decisions }),
    ),
  )
}

function Faults({ round }: { round: RoundCheck }) {
  const t = useFairChanceStrings()
  if (round.faults.length === 0) return <Status standing="ok">{t('nothing')}</Status>
  return round.faults.map(({ kind, times }) => (
    <div key={kind}>
      <Status standing="bad">{t(`faults.${kind}`, { times })}</Status>
    </div>
  ))
}
