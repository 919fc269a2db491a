import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { CapacityColumns, CapacityWeeks } from './queries'
import { type YearEnd, yearEnds } from './rows'
import { useCapacityStrings } from './strings'

interface Props {
  computed: CapacityWeeks
  columns: CapacityColumns
  group: string
}

/** What each calendar year of the plan comes to. */
export function YearsPanel({ computed, columns, group }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const shown: Column<YearEnd>[] = [
    {
      key: 'year',
      header: t('years.year'),
      names: true,
      cell: ({ year, part }) => (part ? t('years.part', { year }) : year),
    },
    {
      key: 'people',
      header: t('years.people'),
      align: 'end',
      cell: ({ people }) => format.fixed(people, 1),
    },
    {
      key: 'gap',
      header: t('years.gap'),
      align: 'end',
      cell: ({ gap }) => (gap === null ? '–' : format.signed(gap, 1)),
    },
    {
      key: 'hires',
      header: t('years.hires'),
      align: 'end',
      cell: ({ hires }) => format.number(hires, 1),
    },
    {
      key: 'leavers',
      header: t('years.leavers'),
      align: 'end',
      cell: ({ leavers }) => format.number(leavers, 1),
    },
    {
      key: 'cost',
      header: t('years.cost'),
      align: 'end',
      cell: ({ costMinor }) => format.money({ minor: costMinor, currency: computed.currency }),
    },
  ]
  return (
    <Panel title={t('years.title')}>
      <DataTable
        label={t('years.label', { group })}
        columns={shown}
        rows={yearEnds(computed, columns)}
        rowKey={({ year }) => year}
      />
    </Panel>
  )
}
