import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { AttritionReport } from './queries'
import { useAttritionStrings } from './strings'

/** Teams' rates, as counted and as they are best guessed. */
export function TeamsPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  const format = useFormat()
  if (report.teams.length === 0) return null
  return (
    <Panel title={t('teams')}>
      <DataTable
        label={t('teams')}
        rows={report.teams}
        rowKey={({ name }) => name}
        columns={[
          {
            key: 'team',
            header: t('team'),
            names: true,
            cell: ({ name }) => name,
            sortBy: ({ name }) => name,
          },
          {
            key: 'counted',
            header: t('counted'),
            align: 'end',
            cell: ({ rate }) => format.percent(rate, 1),
            sortBy: ({ rate }) => rate,
          },
          {
            key: 'shrunken',
            header: t('shrunken'),
            align: 'end',
            cell: ({ shrunken }) => format.percent(shrunken, 1),
            sortBy: ({ shrunken }) => shrunken,
          },
          {
            key: 'range',
            header: t('range'),
            align: 'end',
            cell: ({ lower, upper }) => `${format.percent(lower, 1)} – ${format.percent(upper, 1)}`,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('teamsHow')}
      </Text>
    </Panel>
  )
}

/** What a channel costs for each month of output that stays. */
export function ChannelsPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  const format = useFormat()
  if (report.channels.length === 0) return null
  return (
    <Panel title={t('channels')}>
      <DataTable
        label={t('channels')}
        rows={report.channels}
        rowKey={({ name }) => name}
        columns={[
          { key: 'rank', header: t('rank'), align: 'end', cell: ({ rank }) => rank ?? '–' },
          { key: 'channel', header: t('channel'), names: true, cell: ({ name }) => name },
          {
            key: 'applied',
            header: t('applied'),
            align: 'end',
            cell: ({ applied }) => format.number(applied),
          },
          {
            key: 'hires',
            header: t('hires'),
            align: 'end',
            cell: ({ hires }) => format.number(hires),
          },
          {
            key: 'cost',
            header: t('cost'),
            align: 'end',
            cell: ({ hireCost, trainingCost }) => format.number(hireCost + trainingCost, 0),
          },
          {
            key: 'stayed',
            header: t('year'),
            align: 'end',
            cell: ({ months }) => t('months', { number: format.fixed(months, 1) }),
          },
          {
            key: 'perMonth',
            header: t('perMonth'),
            align: 'end',
            cell: ({ perMonth }) => format.number(perMonth, 0),
            sortBy: ({ perMonth }) => perMonth,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('channelsHow')}
      </Text>
    </Panel>
  )
}
