import { Anchor } from '@mantine/core'
import { CalendarIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import { type Column, DataTable } from '@/parts/data-table'
import { legible } from '@/parts/day-names'
import { Empty } from '@/parts/empty'
import { type Entry, entryKey, lengthOf } from './entries'
import { KindMark } from './kind-filter'
import { type Learnt, learntOf } from './learnt'
import { useCalendarStrings } from './strings'

interface Props {
  year: number
  entries: readonly Entry[]
  /** What forecasts have learnt of types of events. */
  learnt: Learnt
  onOpen: (entry: Entry) => void
}

/** The entries of a year as a list. */
export function EntryTable({ year, entries, learnt, onOpen }: Props) {
  const t = useCalendarStrings()
  const columns = useColumns(learnt, onOpen)
  if (entries.length === 0) {
    return <Empty icon={CalendarIcon} title={t('none', { year })} text={t('noneText')} />
  }
  return (
    <DataTable
      label={t('listLabel', { year })}
      columns={columns}
      rows={entries}
      rowKey={entryKey}
    />
  )
}

function useColumns(learnt: Learnt, onOpen: (entry: Entry) => void): Column<Entry>[] {
  const t = useCalendarStrings()
  const format = useFormat()
  const language = useLanguage()
  const when = ({ from, to }: Entry) =>
    from === to
      ? format.day(from, 'weekdayDate')
      : `${format.day(from, 'weekdayDate')} – ${format.day(to, 'weekdayDate')}`
  return [
    { key: 'when', header: t('when'), cell: when, sortBy: ({ from }) => from },
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: (row) => (
        <Anchor component="button" type="button" onClick={() => onOpen(row)}>
          {legible(row.name, language) || t(`kinds.${row.kind}`)}
        </Anchor>
      ),
    },
    {
      key: 'kind',
      header: t('kind'),
      cell: ({ kind }) => <KindMark kind={kind} />,
      sortBy: ({ kind }) => kind,
    },
    {
      key: 'type',
      header: t('eventType'),
      cell: ({ eventType }) => eventType,
      sortBy: ({ eventType }) => eventType,
    },
    {
      key: 'days',
      header: t('days'),
      align: 'end',
      cell: (row) => format.number(lengthOf(row)),
      sortBy: lengthOf,
    },
    {
      key: 'expected',
      header: t('uplift'),
      align: 'end',
      cell: ({ upliftPct }) =>
        upliftPct === undefined ? '–' : format.signedPercent(upliftPct / 100, 1),
      sortBy: ({ upliftPct }) => upliftPct ?? 0,
    },
    {
      key: 'learnt',
      header: t('learnt.column'),
      align: 'end',
      cell: (row) => {
        const { effectPct, lo = 0, hi = 0 } = learntOf(learnt.types, row) ?? {}
        if (effectPct === undefined) return '–'
        const range = t('learnt.range', {
          lo: format.signedPercent(lo / 100),
          hi: format.signedPercent(hi / 100),
        })
        return <span title={range}>{format.signedPercent(effectPct / 100)}</span>
      },
    },
  ]
}
