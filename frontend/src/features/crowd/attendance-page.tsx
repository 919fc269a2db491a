import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type CrowdStanding, standingsQuery } from '@/api/crowd'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { ProgrammeFrame } from './programme-frame'
import { useCrowdStrings } from './strings'

const WEEKS = 8
const DAY_MS = 86_400_000
/** Platforms ask for nine of ten booked hours; below, somebody should talk. */
const EXPECTED = 0.9

/** How members of a crowd keep what they book. */
export function AttendancePage() {
  const t = useCrowdStrings()
  return (
    <ProgrammeFrame title={t('attendance')} modes={['crowd']}>
      {({ id }) => <Standings programme={id} />}
    </ProgrammeFrame>
  )
}

function Standings({ programme }: { programme: number }) {
  const t = useCrowdStrings()
  const today = new Date().toISOString().slice(0, 10)
  const to = `${today}T23:59:59Z`
  const from = new Date(Date.parse(today) - WEEKS * 7 * DAY_MS).toISOString()
  const query = useQuery(standingsQuery(programme, from, to))
  const columns = useColumns()
  return (
    <>
      <Text c="dimmed" mb="md" maw={820}>
        {t('keep.text', { weeks: WEEKS })}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('keep.nobody')} text={t('noReleasesText')} />
          ) : (
            <DataTable
              label={t('attendance')}
              columns={columns}
              rows={rows}
              rowKey={({ memberId }) => memberId}
            />
          )
        }
      </Loaded>
    </>
  )
}

function useColumns(): Column<CrowdStanding>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  const hours = (minutes: number) => t('keep.hours', { hours: format.number(minutes / 60, 1) })
  const count = (
    key: 'kept' | 'absent' | 'late' | 'ahead',
    header: string,
  ): Column<CrowdStanding> => ({
    key,
    header,
    align: 'end',
    sortBy: (row) => row[key],
    cell: (row) => format.number(row[key]),
  })
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ memberId, name }) => (
        <Link to="/vendors/members/$memberId" params={{ memberId }}>
          {name}
        </Link>
      ),
    },
    {
      key: 'tier',
      header: t('book.tier'),
      align: 'end',
      sortBy: ({ tier }) => tier,
      cell: ({ tier }) => tier,
    },
    {
      key: 'adherence',
      header: t('keep.adherence'),
      align: 'end',
      sortBy: ({ adherence }) => adherence ?? 2,
      cell: ({ adherence }) =>
        adherence === undefined ? (
          '–'
        ) : (
          <Status standing={adherence < EXPECTED ? 'warn' : 'ok'}>
            {format.percent(adherence, 0)}
          </Status>
        ),
    },
    {
      key: 'booked',
      header: t('keep.booked'),
      align: 'end',
      sortBy: ({ bookedMin, swappedMin }) => bookedMin - swappedMin,
      cell: ({ bookedMin, swappedMin }) => hours(bookedMin - swappedMin),
    },
    {
      key: 'worked',
      header: t('keep.worked'),
      align: 'end',
      sortBy: ({ workedMin }) => workedMin,
      cell: ({ workedMin }) => hours(workedMin),
    },
    count('kept', t('keep.came')),
    count('absent', t('keep.absent')),
    count('late', t('keep.late')),
    count('ahead', t('keep.ahead')),
    {
      key: 'chance',
      header: t('keep.chance'),
      align: 'end',
      sortBy: ({ chance }) => chance,
      cell: ({ chance }) => format.percent(chance, 0),
    },
  ]
}
