import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import classes from '../forecast.module.css'
import { useForecastStrings } from '../strings'
import type { Comparison } from './queries'

type Total = Comparison['days'][number]

interface Props {
  comparison: Comparison
  names: readonly [a: string, b: string]
}

/** Two forecasts in figures: how far apart, and which was nearer to what came. */
export function Compared({ comparison, names }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const { a, b, days } = comparison
  const sum = (side: 'a' | 'b') => days.reduce((all, day) => all + day[side], 0)
  const change = sum('a') > 0 ? sum('b') / sum('a') - 1 : undefined
  return (
    <>
      <dl className={classes.facts}>
        <dt>{names[0]}</dt>
        <dd>
          {format.number(sum('a'))}
          <Scores score={a.score} />
        </dd>
        <dt>{names[1]}</dt>
        <dd>
          {format.number(sum('b'))}
          {change !== undefined && ` (${format.signedPercent(change, 1)})`}
          <Scores score={b.score} />
        </dd>
      </dl>
      {a.score.n === 0 && <p className={classes.unit}>{t('compare.noActual')}</p>}
      <Totals comparison={comparison} names={names} />
    </>
  )
}

function Scores({ score }: { score: Comparison['a']['score'] }) {
  const t = useForecastStrings()
  const format = useFormat()
  if (score.wape === undefined) return null
  return (
    <small>
      {t('compare.score', {
        wape: format.percent(score.wape, 1),
        bias: format.signedPercent(score.bias ?? 0, 1),
      })}
    </small>
  )
}

const BY = ['days', 'weeks'] as const

function Totals({ comparison, names }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const [by, setBy] = useState<(typeof BY)[number]>('days')
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  const columns: Column<Total>[] = [
    {
      key: 'when',
      header: t(by === 'days' ? 'table.day' : 'table.week'),
      names: true,
      cell: ({ first, last }) =>
        first === last
          ? format.day(first, 'short')
          : `${format.day(first, 'short')} – ${format.day(last, 'short')}`,
      sortBy: ({ first }) => first,
    },
    {
      key: 'difference',
      header: t('compare.difference'),
      align: 'end',
      cell: (row) => format.signed(row.difference),
      sortBy: (row) => Math.abs(row.difference),
    },
    {
      key: 'a',
      header: names[0],
      align: 'end',
      cell: (row) => number(row.a),
      sortBy: (row) => row.a,
    },
    {
      key: 'b',
      header: names[1],
      align: 'end',
      cell: (row) => number(row.b),
      sortBy: (row) => row.b,
    },
    ...(comparison.days.some(({ actual }) => actual !== undefined)
      ? [
          {
            key: 'actual',
            header: t('lines.actual'),
            align: 'end' as const,
            cell: (row: Total) => number(row.actual),
          },
        ]
      : []),
  ]
  return (
    <>
      <SegmentedControl
        size="xs"
        my="xs"
        aria-label={t('steps.label')}
        value={by}
        onChange={(value) => setBy(value as typeof by)}
        data={wordsOf(BY, (one) => t(one === 'days' ? 'steps.day' : 'steps.week'))}
      />
      <DataTable
        label={t('table.of', { what: t('compare.difference') })}
        columns={columns}
        rows={comparison[by]}
        rowKey={({ first }) => first}
      />
    </>
  )
}
