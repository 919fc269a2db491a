import { NumberInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { RequirementIntervals } from './queries'
import { useStaffingStrings } from './strings'
import { type WeekTotal, weekTotals } from './weeks'

const FULL_WEEK = 40

/** What each week takes: hours at work, hours to pay, and full-time people for a stated week. */
export function WeekPanel({ intervals }: { intervals: RequirementIntervals }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const [hours, setHours] = useLocalStorage({ key: 'muster-full-week', defaultValue: FULL_WEEK })
  const weeks = useMemo(() => weekTotals(intervals), [intervals])
  const number = (
    key: string,
    header: string,
    value: (week: WeekTotal) => number,
    decimals = 0,
  ): Column<WeekTotal> => ({
    key,
    header,
    align: 'end',
    cell: (week) => format.fixed(value(week), decimals),
    sortBy: value,
  })
  const columns: Column<WeekTotal>[] = [
    {
      key: 'week',
      header: t('weeks.week'),
      names: true,
      cell: ({ first, last }) => `${format.day(first, 'short')} – ${format.day(last, 'short')}`,
      sortBy: ({ first }) => first,
    },
    number('contacts', t('weeks.contacts'), ({ contacts }) => contacts),
    number('work', t('weeks.work'), ({ workHours }) => workHours, 1),
    number('paid', t('weeks.paid'), ({ paidHours }) => paidHours, 1),
    number('fte', t('weeks.fte'), ({ paidHours }) => paidHours / (hours || FULL_WEEK), 1),
    number('peak', t('weeks.peak'), ({ peak }) => peak),
    {
      key: 'serviceLevel',
      header: t('weeks.serviceLevel'),
      align: 'end',
      cell: ({ serviceLevel }) =>
        serviceLevel === undefined ? '–' : format.percent(serviceLevel, 1),
    },
  ]
  return (
    <Panel
      title={t('weeks.title')}
      actions={
        <NumberInput
          label={t('weeks.standard')}
          value={hours}
          onChange={(value) => setHours(Number(value) || FULL_WEEK)}
          min={1}
          max={80}
          decimalScale={2}
          w={170}
        />
      }
    >
      <DataTable
        label={t('weeks.label')}
        columns={columns}
        rows={weeks}
        rowKey={({ first }) => first}
      />
    </Panel>
  )
}
