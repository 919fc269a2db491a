import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import type { AttritionReport } from './queries'
import { useAttritionStrings } from './strings'

/** The monthly risk by tenure: a hump, never a constant. */
export function HazardPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  const format = useFormat()
  const bands = report.all.hazard
  const name = ({ from, to }: (typeof bands)[number]) =>
    to ? t('bandTo', { from, to }) : t('bandOn', { from })
  const percent = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  return (
    <Panel title={t('hazard')}>
      <Plot
        label={t('hazardLabel')}
        places={bands.map(name)}
        axisText={(place) => (bands[place] ? name(bands[place]) : '')}
        lines={[
          {
            name: t('rate'),
            values: bands.map(({ rate }) => rate ?? null),
            colour: 'var(--primary-text)',
          },
        ]}
        bands={[
          {
            name: t('range'),
            lo: bands.map(({ lower }) => lower ?? null),
            hi: bands.map(({ upper }) => upper ?? null),
            colour: 'var(--primary-text)',
          },
        ]}
        numberText={(value) => format.percent(value, 1)}
        height={220}
      />
      <DataTable
        label={t('hazardLabel')}
        rows={bands}
        rowKey={({ from }) => from}
        columns={[
          { key: 'tenure', header: t('tenure'), names: true, cell: name },
          { key: 'left', header: t('left'), align: 'end', cell: ({ exits }) => exits },
          { key: 'rate', header: t('rate'), align: 'end', cell: ({ rate }) => percent(rate) },
          {
            key: 'range',
            header: t('range'),
            align: 'end',
            cell: ({ lower, upper }) => `${percent(lower)} – ${percent(upper)}`,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('hazardHow')}
      </Text>
    </Panel>
  )
}
