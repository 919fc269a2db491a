import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { FunnelPicture } from './funnel-picture'
import type { RequisitionReport } from './queries'
import { useRequisitionStrings } from './strings'

/** How many reach each stage, and the share who get on with its interval. */
export function FunnelPanel({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const { funnel } = report
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 0)
  return (
    <Panel title={t('funnel')}>
      <FunnelPicture steps={funnel} />
      <DataTable
        label={t('funnel')}
        rows={funnel}
        rowKey={({ stage }) => stage}
        columns={[
          {
            key: 'stage',
            header: t('stage'),
            names: true,
            cell: ({ stage }) => t(`stages.${stage}`),
          },
          { key: 'reached', header: t('reached'), align: 'end', cell: (s) => s.reached },
          { key: 'passed', header: t('passed'), align: 'end', cell: (s) => s.passed },
          { key: 'out', header: t('out'), align: 'end', cell: (s) => s.out },
          { key: 'waiting', header: t('waiting'), align: 'end', cell: (s) => s.waiting },
          { key: 'rate', header: t('rate'), align: 'end', cell: ({ rate }) => percent(rate) },
          {
            key: 'days',
            header: t('days'),
            align: 'end',
            cell: ({ days }) => (days === undefined ? '–' : format.number(days, 1)),
          },
          {
            key: 'range',
            header: t('range'),
            align: 'end',
            cell: ({ lower, upper }) =>
              lower === undefined ? '–' : `${percent(lower)} – ${percent(upper)}`,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('funnelHow')}
      </Text>
    </Panel>
  )
}
