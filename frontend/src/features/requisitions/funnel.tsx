import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import type { RequisitionReport } from './queries'
import { useRequisitionStrings } from './strings'

/** How many reach each stage, and the share who get on with its interval. */
export function FunnelPanel({ report }: { report: RequisitionReport }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  const { funnel } = report
  const name = (place: number) => (funnel[place] ? t(`stages.${funnel[place].stage}`) : '')
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 0)
  return (
    <Panel title={t('funnel')}>
      <Plot
        label={t('funnel')}
        places={funnel.map((_, place) => name(place))}
        axisText={name}
        lines={[
          {
            name: t('reached'),
            values: funnel.map(({ reached }) => reached),
            colour: 'var(--primary-text)',
          },
        ]}
        numberText={(value) => format.number(value, 0)}
        height={200}
      />
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
