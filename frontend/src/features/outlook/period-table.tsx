import type { OutlookPeriod } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { usePeriodName } from './period-words'
import { levelsOf } from './periods'
import type { Step } from './route'
import { useOutlookStrings } from './strings'

/** The months or weeks as rows. */
export function PeriodTable({ periods, step }: { periods: readonly OutlookPeriod[]; step: Step }) {
  const t = useOutlookStrings()
  const format = useFormat()
  const name = usePeriodName(step)
  const bands = levelsOf(periods)
    .toReversed()
    .map((level): Column<OutlookPeriod> => {
      const band = (row: OutlookPeriod) => row.bands.find((one) => one.level === level)
      return {
        key: `band ${level}`,
        header: t('band', { level: format.percent(level) }),
        align: 'end',
        cell: (row) => {
          const found = band(row)
          return found ? `${format.number(found.lo)} – ${format.number(found.hi)}` : '–'
        },
      }
    })
  const columns: Column<OutlookPeriod>[] = [
    {
      key: 'period',
      header: t(`steps.${step}`),
      names: true,
      cell: name,
      sortBy: ({ first }) => first,
    },
    {
      key: 'contacts',
      header: t('measures.contacts'),
      align: 'end',
      cell: ({ contacts }) => format.number(contacts),
      sortBy: ({ contacts }) => contacts,
    },
    ...bands,
    {
      key: 'aht',
      header: t('measures.aht'),
      align: 'end',
      cell: ({ ahtS }) =>
        ahtS === undefined ? '–' : t('seconds', { number: format.number(ahtS) }),
      sortBy: ({ ahtS = -1 }) => ahtS,
    },
    {
      key: 'workload',
      header: t('measures.workload'),
      align: 'end',
      cell: ({ workloadHours }) =>
        workloadHours === undefined ? '–' : format.number(workloadHours),
      sortBy: ({ workloadHours = -1 }) => workloadHours,
    },
  ]
  return (
    <DataTable
      label={t('tableLabel', { step: t(`steps.${step}`) })}
      columns={columns}
      rows={periods}
      rowKey={({ first }) => first}
    />
  )
}
