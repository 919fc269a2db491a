import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import {
  type AccuracyFilter,
  ADJUSTMENT_GROUPS,
  type AdjustmentGroup,
  adjustmentScoresQuery,
} from '@/api/accuracy'
import type { AdjustmentScore } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { type Standing, Status } from '@/parts/status'
import classes from './accuracy.module.css'
import { useAccuracyStrings } from './strings'

interface Props {
  filter: Omit<AccuracyFilter, 'lead'>
  by: AdjustmentGroup
  onBy: (by: AdjustmentGroup) => void
}

/** Whether the changes that planners made helped, by who made them and of which type. */
export function AdjustmentsPanel({ filter, by, onBy }: Props) {
  const t = useAccuracyStrings()
  const query = useQuery({
    ...adjustmentScoresQuery(filter, by),
    placeholderData: keepPreviousData,
  })
  return (
    <Panel
      title={t('adjusted.title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('adjusted.by')}
          value={by}
          data={wordsOf(ADJUSTMENT_GROUPS, (word) => t(`adjusted.groups.${word}`))}
          onChange={onBy}
        />
      }
    >
      <Loaded query={query}>
        {({ rows, by: shown }) => (
          <>
            <p className={classes.note}>
              {rows.length === 0 ? t('adjusted.none') : t('adjusted.text')}
            </p>
            {rows.length > 0 && <ScoresTable rows={rows} by={shown} />}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

const STANDINGS: Record<AdjustmentScore['verdict'], Standing> = {
  helped: 'ok',
  hurt: 'bad',
  open: 'info',
  unknown: 'info',
}

function ScoresTable({ rows, by }: { rows: readonly AdjustmentScore[]; by: AdjustmentGroup }) {
  const t = useAccuracyStrings()
  const format = useFormat()
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const points = (value: number | undefined) =>
    value === undefined ? '–' : format.signed(value * 100, 1)
  const name = ({ label }: AdjustmentScore) => {
    if (by === 'author') return label || t('adjusted.ours')
    const type = TYPES.find((one) => one === label)
    return by === 'type' && type ? t(`adjusted.types.${type}`) : label
  }
  const measure = (row: AdjustmentScore) => t(`adjusted.measures.${row.measure}`)
  const both = rows.some((row) => row.measure !== rows[0]?.measure)
  const columns: Column<AdjustmentScore>[] = [
    { key: 'name', header: t(`adjusted.groups.${by}`), names: true, cell: name, sortBy: name },
    ...(both
      ? [{ key: 'measure', header: t('adjusted.measure'), cell: measure, sortBy: measure }]
      : []),
    {
      key: 'verdict',
      header: t('adjusted.verdict'),
      sortBy: ({ verdict }) => verdict,
      cell: ({ verdict }) => (
        <Status standing={STANDINGS[verdict]}>{t(`adjusted.verdicts.${verdict}`)}</Status>
      ),
    },
    {
      key: 'helped',
      header: t('adjusted.helped'),
      align: 'end',
      sortBy: ({ helped, scored }) => (scored > 0 ? helped / scored : -1),
      cell: ({ helped, scored }) =>
        t('adjusted.helpedOf', { helped: format.number(helped), scored: format.number(scored) }),
    },
    {
      key: 'without',
      header: t('adjusted.without'),
      align: 'end',
      cell: ({ wapeWithout }) => share(wapeWithout),
      sortBy: ({ wapeWithout = -1 }) => wapeWithout,
    },
    {
      key: 'with',
      header: t('adjusted.with'),
      align: 'end',
      cell: ({ wapeWith }) => share(wapeWith),
      sortBy: ({ wapeWith = -1 }) => wapeWith,
    },
    {
      key: 'gain',
      header: t('adjusted.gain'),
      align: 'end',
      sortBy: ({ gain = 0 }) => gain,
      cell: ({ gain, lo, hi }) => (
        <span
          title={
            lo === undefined || hi === undefined
              ? undefined
              : t('adjusted.interval', {
                  lo: format.signedPercent(lo, 1),
                  hi: format.signedPercent(hi, 1),
                })
          }
        >
          {points(gain)}
        </span>
      ),
    },
    {
      key: 'contacts',
      header: t('contacts'),
      align: 'end',
      cell: ({ contacts }) => format.number(contacts),
      sortBy: ({ contacts }) => contacts,
    },
  ]
  return (
    <DataTable
      label={t('adjusted.label')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.key} ${row.measure}`}
    />
  )
}

const TYPES = ['campaign', 'incident', 'holiday', 'correction', 'other'] as const
