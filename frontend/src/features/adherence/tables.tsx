import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import classes from './adherence.module.css'
import { ShareBar } from './figures'
import type { AdherencePerson, AdherenceReport, AdherenceTeam } from './queries'
import { useAdherenceStrings } from './strings'

type Sum = AdherenceReport['total']

/** Everybody with how they kept their shifts; a name opens the days. */
export function PeopleTable(props: {
  people: readonly AdherencePerson[]
  onOpen: (person: number) => void
}) {
  const t = useAdherenceStrings()
  const figures = useFigureColumns<AdherencePerson>()
  const columns: Column<AdherencePerson>[] = [
    {
      key: 'name',
      header: t('person'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ personId, name }) => (
        <button
          type="button"
          className={classes.name}
          title={t('look', { name })}
          onClick={() => props.onOpen(personId)}
        >
          {name}
        </button>
      ),
    },
    ...figures,
    {
      key: 'team',
      header: t('team'),
      sortBy: ({ teamName }) => teamName,
      cell: ({ teamName }) => teamName || t('noTeam'),
    },
  ]
  return (
    <DataTable
      label={t('people')}
      columns={columns}
      rows={props.people}
      rowKey={({ personId }) => personId}
    />
  )
}

/** How teams kept their shifts. */
export function TeamTable({ teams }: { teams: readonly AdherenceTeam[] }) {
  const t = useAdherenceStrings()
  const figures = useFigureColumns<AdherenceTeam>()
  const columns: Column<AdherenceTeam>[] = [
    {
      key: 'team',
      header: t('team'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name || t('noTeam'),
    },
    ...figures,
  ]
  return (
    <DataTable
      label={t('teams')}
      columns={columns}
      rows={teams}
      rowKey={({ teamId }) => teamId ?? 0}
    />
  )
}

function useFigureColumns<Row extends Sum>(): Column<Row>[] {
  const t = useAdherenceStrings()
  const format = useFormat()
  return [
    {
      key: 'adherence',
      header: t('adherence'),
      sortBy: ({ adherence }) => adherence ?? -1,
      cell: ({ adherence }) => <ShareBar share={adherence} />,
    },
    {
      key: 'conformance',
      header: t('conformance'),
      align: 'end',
      sortBy: ({ conformance }) => conformance ?? -1,
      cell: ({ conformance }) =>
        conformance === undefined ? '–' : format.fixedPercent(conformance, 1),
    },
    {
      key: 'exceptions',
      header: t('exceptions'),
      align: 'end',
      sortBy: ({ exceptions }) => exceptions,
      cell: ({ exceptions, known }) => (known ? format.number(exceptions) : '–'),
    },
    {
      key: 'out',
      header: t('out'),
      align: 'end',
      sortBy: ({ outS }) => outS,
      cell: ({ outS, known }) => (known ? format.duration(outS) : '–'),
    },
    {
      key: 'shifts',
      header: t('shifts'),
      align: 'end',
      sortBy: ({ known }) => known,
      cell: ({ known, unknown }) =>
        t('of', { known: format.number(known), all: format.number(known + unknown) }),
    },
  ]
}
