import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import type { Chart, Window } from './queries'
import { useJudgedStrings } from './strings'

/** A control chart: the value at each point between its limits. */
export function ChartPanel({ chart, window }: { chart: Chart; window: Window }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const navigate = useNavigate()
  const { at, contactIds, kind } = chart
  const share = kind === 'weekly'
  const write = (value: number) => (share ? format.percent(value, 1) : format.number(value, 2))
  const place = (i: number) => format.day((at[i] ?? '').slice(0, 10))
  const lines = [
    { name: t('value'), values: chart.values, colour: 'var(--primary-text)' },
    {
      name: t('limitUpper'),
      values: chart.upper,
      colour: 'var(--bad)',
      style: 'dashed' as const,
    },
    ...(kind === 'risk_sum'
      ? []
      : [
          {
            name: t('limitLower'),
            values: chart.lower,
            colour: 'var(--bad)',
            style: 'dashed' as const,
          },
        ]),
  ]
  return (
    <Panel title={t(`charts.${kind}`)}>
      <Plot
        label={`${t(`charts.${kind}`)}, ${t(`metrics.${window.metric}`)}`}
        places={at.map((_, i) => place(i))}
        axisText={place}
        lines={lines}
        numberText={write}
        fromZero={kind !== 'points'}
        height={220}
        onPlace={(i) => {
          const contact = contactIds[i]
          if (contact) void navigate({ to: '/vendors/quality/evaluations', search: { contact } })
        }}
      />
      <Text c="dimmed" size="sm">
        {t('chartText', { length: format.number(chart.runLength) })}
      </Text>
    </Panel>
  )
}
