import { Button } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ChangeWord, useReasonName } from './frame'
import type { ReasonFigure, Report } from './queries'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

interface Props {
  report: Report
  programmeName: (id: number) => string
  onRead: (reason: number) => void
}

/** The tree of reasons, each with what is under it. */
export function ReasonsTable({ report, programmeName, onRead }: Props) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const orders = report.orders > 0
  const columns: Column<ReasonFigure>[] = [
    {
      key: 'reason',
      header: t('reason'),
      names: true,
      cell: ({ reason, depth }) => (
        <span style={{ paddingInlineStart: 16 * depth }}>{name(reason)}</span>
      ),
    },
    {
      key: 'contacts',
      header: t('contacts'),
      align: 'end',
      sortBy: ({ contacts }) => contacts,
      cell: ({ contacts }) => format.number(contacts),
    },
    {
      key: 'share',
      header: t('share'),
      align: 'end',
      cell: ({ share }) => (share === undefined ? '–' : format.percent(share, 1)),
    },
    ...(orders
      ? [
          {
            key: 'per1000',
            header: t('per1000'),
            align: 'end' as const,
            sortBy: ({ per1000 }: ReasonFigure) => per1000 ?? 0,
            cell: (row: ReasonFigure) =>
              row.per1000 === undefined
                ? '–'
                : t('rateText', {
                    rate: format.number(row.per1000, 2),
                    low: format.number(row.per1000Low ?? 0, 2),
                    high: format.number(row.per1000High ?? 0, 2),
                  }),
          },
        ]
      : []),
    {
      key: 'trend',
      header: t('trend'),
      cell: (row) => <Spark name={name(row.reason)} row={row} />,
    },
    {
      key: 'change',
      header: t('change'),
      sortBy: ({ change }) => change.ratio ?? 0,
      cell: ({ change }) => <ChangeWord change={change} />,
    },
    {
      key: 'handle',
      header: t('handle'),
      align: 'end',
      sortBy: ({ meanHandleS }) => meanHandleS ?? 0,
      cell: ({ meanHandleS }) =>
        meanHandleS === undefined
          ? '–'
          : t('minutes', { minutes: format.number(meanHandleS / 60, 1) }),
    },
    ...(report.currency
      ? [
          {
            key: 'cost',
            header: t('cost'),
            align: 'end' as const,
            sortBy: ({ costMinor }: ReasonFigure) => costMinor ?? 0,
            cell: ({ costMinor }: ReasonFigure) =>
              format.money({ minor: costMinor ?? 0, currency: report.currency }),
          },
        ]
      : []),
    {
      key: 'repeats',
      header: t('repeats'),
      align: 'end',
      sortBy: ({ repeats, known }) => (known > 0 ? repeats / known : 0),
      cell: ({ repeats, known }) => (known > 0 ? format.percent(repeats / known, 1) : '–'),
    },
    {
      key: 'who',
      header: t('who'),
      cell: ({ programmes, contacts }) => {
        const first = programmes[0]
        if (!first || contacts === 0) return '–'
        return `${programmeName(first.programmeId)} ${format.percent(first.contacts / contacts)}`
      },
    },
    {
      key: 'open',
      header: t('said'),
      cell: ({ reason }) =>
        reason ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('saidOf', { name: name(reason) })}
            onClick={() => onRead(reason.id)}
          >
            {t('open')}
          </Button>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <DataTable
      label={t('reasons')}
      columns={columns}
      rows={report.reasons}
      rowKey={({ reason }) => reason?.id ?? 0}
    />
  )
}

/** A course of twelve weeks as bars; read out as numbers. */
function Spark({ name, row }: { name: string; row: ReasonFigure }) {
  const t = useVoiceStrings()
  const most = Math.max(1, ...row.course)
  return (
    <span
      className={classes.spark}
      role="img"
      aria-label={t('trendText', { name, list: row.course.join(', ') })}
    >
      {row.course.map((n, week) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
          key={week}
          data-now={week >= row.course.length - 2 || undefined}
          style={{ height: `${(100 * n) / most}%` }}
        />
      ))}
    </span>
  )
}
