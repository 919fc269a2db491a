import { Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { useFairnessStrings } from '@/features/fairness/strings'
import { DayClock } from '@/features/roster/model/clock'
import type { ShiftRow } from '@/features/roster/model/types'
import { useFormat, wallTime } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { burdenChanges, burdensMore, hoursMore, matches, wishesMore } from './figures'
import type { PersonCompared, RosterComparison } from './queries'
import { type CompareSearch, WHO, type Who } from './route'
import { useCompareStrings } from './strings'

interface Props {
  comparison: RosterComparison
  days: readonly string[]
  search: CompareSearch
  onSearch: (change: Partial<CompareSearch>) => void
}

/** For whom the plans differ: hours, burdens, wishes, and each shift from one to the other. */
export function PeoplePanel({ comparison, days, search, onSearch }: Props) {
  const t = useCompareStrings()
  const { people } = comparison
  const { q = '', who } = search
  const shown = people.filter((person) => matches(person, q, who))
  if (people.length === 0) {
    return (
      <Panel title={t('people.title')}>
        <Text>{t('people.same')}</Text>
      </Panel>
    )
  }
  return (
    <>
      <Panel title={t('people.title')}>
        <Group gap="sm" align="flex-end" mb="sm">
          <TextInput
            label={t('people.search')}
            value={q}
            onChange={(event) => onSearch({ q: event.currentTarget.value || undefined })}
          />
          <NativeSelect
            label={t('people.who')}
            value={who ?? ''}
            onChange={(event) => onSearch({ who: (event.currentTarget.value || undefined) as Who })}
            data={[
              { value: '', label: t('people.everybody') },
              ...WHO.map((value) => ({ value, label: t(`who.${value}`) })),
            ]}
          />
        </Group>
        {shown.length === 0 ? <Text>{t('people.nobody')}</Text> : <PeopleTable people={shown} />}
      </Panel>
      {shown.length > 0 && (
        <Panel title={t('shifts.title')}>
          <ShiftsTable comparison={comparison} days={days} people={shown} />
        </Panel>
      )}
    </>
  )
}

const nameOf = ({ name, code, personId }: PersonCompared) =>
  name ? `${name} (${code})` : `#${personId}`

function PeopleTable({ people }: { people: readonly PersonCompared[] }) {
  const t = useCompareStrings()
  const words = useFairnessStrings()
  const format = useFormat()
  const columns: Column<PersonCompared>[] = [
    { key: 'name', header: t('people.name'), names: true, sortBy: nameOf, cell: nameOf },
    {
      key: 'days',
      header: t('people.days'),
      align: 'end',
      sortBy: ({ days }) => days.length,
      cell: ({ days }) => format.number(days.length),
    },
    {
      key: 'hours',
      header: t('people.hours'),
      align: 'end',
      sortBy: hoursMore,
      cell: (one) =>
        `${format.number(one.paidHours[0] ?? 0, 1)} → ${format.number(one.paidHours[1] ?? 0, 1)} (${format.signed(hoursMore(one), 1)})`,
    },
    {
      key: 'burdens',
      header: t('people.burdens'),
      sortBy: burdensMore,
      cell: (one) =>
        burdenChanges(one)
          .map(({ account, by }) => `${words(`accounts.${account}`)} ${format.signed(by, 1)}`)
          .join(', ') || '–',
    },
    {
      key: 'wishes',
      header: t('people.wishes'),
      sortBy: wishesMore,
      cell: ({ wishes, wishesMet }) => (wishes > 0 ? wishesMet.join(' → ') : '–'),
    },
  ]
  return (
    <DataTable
      label={t('of', { what: t('people.title') })}
      columns={columns}
      rows={people}
      rowKey={({ personId }) => personId}
    />
  )
}

interface ShiftsProps {
  comparison: RosterComparison
  days: readonly string[]
  people: readonly PersonCompared[]
}

function ShiftsTable({ comparison, days, people }: ShiftsProps) {
  const t = useCompareStrings()
  const format = useFormat()
  const { dayStart, zone } = comparison
  const clock = useMemo(() => new DayClock(dayStart, zone), [dayStart, zone])
  const rows = people.flatMap((person) =>
    person.days.map((change) => ({
      ...change,
      name: nameOf(person),
      at: days.indexOf(change.day),
    })),
  )
  const words = (at: number, shift: ShiftRow | undefined) => {
    if (!shift) return t('shifts.off')
    const wall = (minute: number) => wallTime(clock.toWall(at, minute))
    return `${shift.letter ?? ''} ${wall(shift.startMin)}–${wall(shift.endMin)}`.trim()
  }
  const columns: Column<(typeof rows)[number]>[] = [
    {
      key: 'name',
      header: t('people.name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      key: 'day',
      header: t('shifts.day'),
      sortBy: ({ day }) => day,
      cell: ({ day }) => format.day(day, 'weekdayDate'),
    },
    { key: 'from', header: t('shifts.from'), cell: ({ at, from }) => words(at, from) },
    {
      key: 'to',
      header: t('shifts.to'),
      cell: ({ at, from, to }) => {
        const text = words(at, to)
        return from && to && text === words(at, from) ? `${text} · ${t('pauses')}` : text
      },
    },
  ]
  return (
    <DataTable
      label={t('of', { what: t('shifts.title') })}
      columns={columns}
      rows={rows}
      rowKey={({ personId, day }) => `${personId} ${day}`}
    />
  )
}
