import type { Group } from '@/api/accuracy'
import type { AccuracyRow } from '@/api/types'
import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import { useRowName } from './group-words'
import { useAccuracyStrings } from './strings'

interface Props {
  rows: readonly AccuracyRow[]
  by: Group
}

/** The errors over time, or over the hours of the day, beside those of repeating last week. */
export function RowsPlot({ rows, by }: Props) {
  const t = useAccuracyStrings()
  const format = useFormat()
  const name = useRowName(by)
  const of = (pick: (row: AccuracyRow) => number | undefined) =>
    rows.map((row) => pick(row) ?? null)
  const short = (place: number) => {
    const key = rows[place]?.key ?? ''
    return by === 'slot' ? key : format.day(key, 'short')
  }
  return (
    <div style={{ marginBottom: 16 }}>
      <Plot
        label={t('plotLabel', { group: t(`groups.${by}`) })}
        places={rows.map(name)}
        axisText={short}
        lines={[
          {
            name: t('value.steps.naive'),
            values: of(({ naiveWape }) => naiveWape),
            colour: 'var(--muted)',
            style: 'dotted',
          },
          {
            name: t('figures.bias'),
            values: of(({ bias }) => bias),
            colour: 'var(--other-text)',
            style: 'dashed',
          },
          {
            name: t('figures.wape'),
            values: of(({ wape }) => wape),
            colour: 'var(--primary-text)',
          },
        ]}
        numberText={(value) => format.percent(value)}
        valueText={(value) => format.percent(value, 1)}
        height={220}
      />
    </div>
  )
}
