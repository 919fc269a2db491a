import { Anchor } from '@mantine/core'
import type { Group } from '@/api/accuracy'
import type { AccuracyRow } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import classes from './accuracy.module.css'
import { useRowName } from './group-words'
import { bandNear, whyUndefined } from './reading'
import { useAccuracyStrings } from './strings'

interface Props {
  rows: readonly AccuracyRow[]
  by: Group
  onQueue: (queue: number) => void
}

type Place = { readonly row: AccuracyRow; readonly place: number }

/** Groups as rows, their errors with bars to compare by eye. */
export function RowsTable({ rows, by, onQueue }: Props) {
  const t = useAccuracyStrings()
  const columns = useColumns(rows, by, onQueue)
  const label = t('tableLabel', { group: t(`groups.${by}`) })
  const places = rows.map((row, place) => ({ row, place }))
  return <DataTable label={label} columns={columns} rows={places} rowKey={({ row }) => row.key} />
}

function useColumns(
  rows: readonly AccuracyRow[],
  by: Group,
  onQueue: (queue: number) => void,
): Column<Place>[] {
  const t = useAccuracyStrings()
  const format = useFormat()
  const name = useRowName(by)
  const level = bandNear(
    rows.find(({ coverage }) => coverage.length > 0)?.coverage ?? [],
    0.8,
  )?.level
  const widest = Math.max(...rows.map(({ wape = 0 }) => wape), 1e-9)
  const dash = (row: AccuracyRow, figure: Parameters<typeof whyUndefined>[1]) => (
    <abbr className={classes.dash} title={t(`why.${whyUndefined(row, figure)}`)}>
      –
    </abbr>
  )
  const share = (
    key: 'dayWape' | 'naiveWape' | 'plannerWape',
    figure: Parameters<typeof whyUndefined>[1],
  ): Column<Place> => ({
    key,
    header: t(`figures.${key}`),
    align: 'end',
    sortBy: ({ row }) => row[key] ?? -1,
    cell: ({ row }) => (row[key] === undefined ? dash(row, figure) : format.percent(row[key], 1)),
  })
  return [
    {
      key: 'name',
      header: t(`groups.${by}`),
      names: true,
      // texts such as 8–14 and 43+ sort by their place
      sortBy: ({ row, place }) => (by === 'queue' ? row.label : place),
      cell: ({ row }) =>
        by === 'queue' ? (
          <Anchor component="button" type="button" onClick={() => onQueue(Number(row.key))}>
            {name(row)}
          </Anchor>
        ) : (
          name(row)
        ),
    },
    {
      key: 'wape',
      header: t('figures.wape'),
      sortBy: ({ row }) => row.wape ?? -1,
      cell: ({ row }) =>
        row.wape === undefined ? (
          dash(row, 'share')
        ) : (
          <span className={classes.meter}>
            <span className={classes.meterBar} aria-hidden>
              <span style={{ width: `${(100 * row.wape) / widest}%` }} />
            </span>
            {format.percent(row.wape, 1)}
          </span>
        ),
    },
    ...(by === 'slot' ? [] : [share('dayWape', 'day')]),
    {
      key: 'bias',
      header: t('figures.bias'),
      align: 'end',
      sortBy: ({ row }) => row.bias ?? 0,
      cell: ({ row }) =>
        row.bias === undefined ? dash(row, 'share') : format.signedPercent(row.bias, 1),
    },
    {
      key: 'mase',
      header: t('figures.mase'),
      align: 'end',
      sortBy: ({ row }) => row.mase ?? -1,
      cell: ({ row }) => (row.mase === undefined ? dash(row, 'mase') : format.fixed(row.mase, 2)),
    },
    ...(level === undefined
      ? []
      : [
          coverageColumn(
            t('figures.inBand', { level: format.percent(level) }),
            level,
            format.percent,
          ),
        ]),
    share('naiveWape', 'naive'),
    share('plannerWape', 'share'),
    {
      key: 'contacts',
      header: t('contacts'),
      align: 'end',
      sortBy: ({ row }) => row.contacts,
      cell: ({ row }) => format.number(row.contacts),
    },
  ]
}

function coverageColumn(
  header: string,
  level: number,
  percent: (ratio: number, decimals?: number) => string,
): Column<Place> {
  const held = ({ row }: Place) => row.coverage.find((band) => band.level === level)?.share
  return {
    key: 'coverage',
    header,
    align: 'end',
    sortBy: (place) => held(place) ?? -1,
    cell: (place) => {
      const share = held(place)
      return share === undefined ? '–' : percent(share)
    },
  }
}
