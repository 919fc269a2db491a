import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { colourOf, tenures } from './curves'
import type { AttritionReport } from './queries'
import { EXITS } from './route'
import { useAttritionStrings } from './strings'
import { reasonKey } from './words'

/** How people leave: kinds of exit that compete. */
export function ExitsPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  const format = useFormat()
  if (report.incidence.length === 0) return null
  const months = tenures(report.months)
  return (
    <Panel title={t('incidence')}>
      <Plot
        label={t('incidenceLabel')}
        places={months.map((number) => t('month', { number }))}
        axisText={(place) => String(place)}
        ticks={months.filter((m) => m % 6 === 0)}
        lines={report.incidence.map(({ kind, shares }, at) => ({
          name: t(`exits.${kind}`),
          values: shares,
          colour: colourOf(at),
        }))}
        numberText={(value) => format.percent(value)}
        valueText={(value) => format.percent(value, 1)}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('incidenceHow')}
      </Text>
    </Panel>
  )
}

/** When in the year people leave, beside what tenure alone would bring. */
export function SeasonPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  const format = useFormat()
  const name = (place: number, style: 'long' | 'short') =>
    format.month(`2001-${String(place + 1).padStart(2, '0')}`, style).replace(/\s*2001年?\s*/, '')
  return (
    <Panel title={t('season')}>
      <Plot
        label={t('seasonLabel')}
        places={report.season.map((_, at) => name(at, 'long'))}
        axisText={(place) => name(place, 'short')}
        lines={[
          {
            name: t('ratio'),
            values: report.season.map(({ ratio }) => ratio ?? null),
            colour: 'var(--primary-text)',
          },
          {
            name: '1',
            values: report.season.map(() => 1),
            colour: 'var(--muted)',
            style: 'dotted',
          },
        ]}
        bands={[
          {
            name: t('range'),
            lo: report.season.map(({ lower }) => lower ?? null),
            hi: report.season.map(({ upper }) => upper ?? null),
            colour: 'var(--primary-text)',
          },
        ]}
        numberText={(value) => format.number(value, 2)}
        height={220}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('seasonHow')}
      </Text>
    </Panel>
  )
}

/** Why people left. */
export function ReasonsPanel({ report }: { report: AttritionReport }) {
  const t = useAttritionStrings()
  if (report.reasons.length === 0) return null
  return (
    <Panel title={t('reasons')}>
      <DataTable
        label={t('reasons')}
        rows={report.reasons}
        rowKey={({ kind, reason }) => `${kind} ${reason}`}
        columns={[
          {
            key: 'reason',
            header: t('reason'),
            names: true,
            cell: ({ reason }) => {
              const key = reasonKey(reason)
              return key ? t(`words.${key}`) : t('otherReasons')
            },
          },
          {
            key: 'kind',
            header: t('exit'),
            cell: ({ kind }) => {
              const known = EXITS.find((name) => name === kind)
              return known ? t(`exits.${known}`) : kind
            },
          },
          {
            key: 'exits',
            header: t('left'),
            align: 'end',
            cell: ({ exits }) => exits,
            sortBy: ({ exits }) => exits,
          },
        ]}
      />
    </Panel>
  )
}
