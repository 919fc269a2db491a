import { NativeSelect, SimpleGrid } from '@mantine/core'
import { useMemo } from 'react'
import { absencesOf } from '@/api/people'
import type { Absence, AbsenceFields } from '@/api/types'
import { useFormat } from '@/format'
import type { Column } from '@/parts/data-table'
import { DayField } from '@/parts/inputs/day'
import type { EditorForm, Register } from '@/parts/register/register'
import { type Standing, Status } from '@/parts/status'
import { Entries } from './entries'
import { usePeopleStrings } from './strings'

const KINDS = ['vacation', 'sickness', 'training', 'parental', 'unpaid', 'other'] as const
const STATUSES = ['requested', 'approved', 'refused', 'cancelled'] as const
const STANDING: Record<Absence['status'], Standing> = {
  requested: 'info',
  approved: 'ok',
  refused: 'bad',
  cancelled: 'warn',
}

interface Values {
  from: string | null
  to: string | null
  kind: Absence['kind']
  status: Absence['status']
}

/** When a person is away. */
export function Absences({ personId }: { personId: number }) {
  const t = usePeopleStrings()
  const register = useMemo(() => absenceRegister(personId), [personId])
  return <Entries register={register} title={t('absences')} empty={t('noAbsences')} />
}

function useColumns(): Column<Absence>[] {
  const t = usePeopleStrings()
  const format = useFormat()
  return [
    {
      key: 'from',
      header: t('days'),
      names: true,
      sortBy: (row) => row.from,
      cell: (row) =>
        row.from === row.to
          ? format.day(row.from)
          : `${format.day(row.from)} – ${format.day(row.to)}`,
    },
    { key: 'kind', header: t('kind'), cell: (row) => t(`absenceKinds.${row.kind}`) },
    {
      key: 'status',
      header: t('status'),
      cell: (row) => (
        <Status standing={STANDING[row.status]}>{t(`absenceStatus.${row.status}`)}</Status>
      ),
    },
  ]
}

function Fields({ form }: EditorForm<Values>) {
  const t = usePeopleStrings()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <DayField label={t('firstDay')} data-autofocus required {...form.getInputProps('from')} />
      <DayField label={t('lastDay')} required {...form.getInputProps('to')} />
      <NativeSelect
        label={t('kind')}
        data={KINDS.map((value) => ({ value, label: t(`absenceKinds.${value}`) }))}
        {...form.getInputProps('kind')}
      />
      <NativeSelect
        label={t('status')}
        description={t('statusHint')}
        data={STATUSES.map((value) => ({ value, label: t(`absenceStatus.${value}`) }))}
        {...form.getInputProps('status')}
      />
    </SimpleGrid>
  )
}

function absenceRegister(personId: number): Register<Absence, AbsenceFields, Values> {
  return {
    resource: absencesOf(personId),
    nameOf: ({ from, to }) => (from === to ? from : `${from} – ${to}`),
    useColumns,
    blank: () => ({ from: null, to: null, kind: 'vacation', status: 'approved' }),
    toForm: ({ from, to, kind, status }) => ({ from, to, kind, status }),
    toFields: ({ from, to, ...rest }) => ({ ...rest, from: from ?? '', to: to ?? from ?? '' }),
    Fields,
  }
}
