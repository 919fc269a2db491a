import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { NetPlan, NetReport } from './queries'
import { useNetStrings } from './strings'

/** How a plan was found, and whether it can be trusted. */
export function PlanPanel({ plan, queues }: { plan: NetPlan; queues: NetReport['queues'] }) {
  const t = useNetStrings()
  const format = useFormat()
  const rows = plan.rounds.map((round, i) => ({ ...round, number: i + 1 }))
  const limited = queues.filter(({ queueId }) => plan.limited.includes(queueId))
  const word = rows.length === 0 ? 'notPlayed' : plan.converged ? 'converged' : 'open'
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'round', header: t('plan.round'), names: true, cell: ({ number }) => number },
    {
      key: 'hours',
      header: t('plan.hours'),
      align: 'end',
      cell: ({ agentHours }) => format.number(agentHours, 1),
    },
    {
      key: 'missed',
      header: t('plan.missed'),
      align: 'end',
      cell: ({ missed }) => format.number(missed),
    },
    {
      key: 'limited',
      header: t('plan.limited'),
      align: 'end',
      cell: ({ limited }) => (limited > 0 ? format.number(limited) : '–'),
    },
    {
      key: 'worst',
      header: t('plan.worst'),
      align: 'end',
      cell: ({ worst }) => (worst > 0 ? format.percent(worst, 1) : '–'),
    },
  ]
  return (
    <Panel title={t('plan.title')}>
      <Status standing={plan.converged ? 'ok' : 'warn'}>{t(`plan.${word}`)}</Status>
      {plan.shortHours > 0.05 && (
        <Text>
          <Status standing="bad">
            {t('plan.short', { hours: format.number(plan.shortHours, 1) })}
          </Status>
        </Text>
      )}
      {limited.length > 0 && (
        <Text>
          <Status standing="bad">
            {t('plan.nobodyMore', { queues: limited.map(({ name }) => name).join(', ') })}
          </Status>
        </Text>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('plan.label')}
          columns={columns}
          rows={rows}
          rowKey={({ number }) => number}
        />
      )}
    </Panel>
  )
}
