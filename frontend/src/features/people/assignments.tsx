import { Group, Stack, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { assignmentsOf } from '@/api/people'
import type { Assignment, AssignmentFields } from '@/api/types'
import { useFormat } from '@/format'
import type { Column } from '@/parts/data-table'
import { ClockField } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import type { EditorForm, Register } from '@/parts/register/register'
import { Entries } from './entries'
import { usePeopleStrings } from './strings'

interface Values {
  date: string | null
  start: string
  end: string
  note: string
}

/** Work that a person has been given outside the roster. */
export function Assignments({ personId }: { personId: number }) {
  const t = usePeopleStrings()
  const register = useMemo(() => assignmentRegister(personId), [personId])
  return <Entries register={register} title={t('assignments')} empty={t('noAssignments')} />
}

function useColumns(): Column<Assignment>[] {
  const t = usePeopleStrings()
  const format = useFormat()
  return [
    {
      key: 'date',
      header: t('day'),
      names: true,
      cell: (row) => format.day(row.date),
      sortBy: (row) => row.date,
    },
    { key: 'hours', header: t('hours'), cell: (row) => `${row.start}–${row.end}` },
    { key: 'note', header: t('note'), cell: (row) => row.note ?? '' },
  ]
}

function Fields({ form }: EditorForm<Values>) {
  const t = usePeopleStrings()
  return (
    <Stack gap="md">
      <DayField label={t('day')} data-autofocus required {...form.getInputProps('date')} />
      <Group gap="sm">
        <ClockField label={t('start')} {...form.getInputProps('start')} />
        <ClockField label={t('end')} {...form.getInputProps('end')} />
      </Group>
      <TextInput label={t('note')} maxLength={500} {...form.getInputProps('note')} />
    </Stack>
  )
}

function assignmentRegister(personId: number): Register<Assignment, AssignmentFields, Values> {
  return {
    resource: assignmentsOf(personId),
    nameOf: ({ date, start, end }) => `${date} ${start}–${end}`,
    useColumns,
    blank: () => ({ date: null, start: '09:00', end: '17:00', note: '' }),
    toForm: ({ date, start, end, note }) => ({ date, start, end, note: note ?? '' }),
    toFields: ({ date, note, ...rest }) => ({ ...rest, date: date ?? '', note: note || undefined }),
    Fields,
  }
}
