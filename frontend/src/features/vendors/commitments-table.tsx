import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import { type Commitment, programmesQuery } from './queries'
import { useVendorStrings } from './strings'

export const STANDINGS = {
  asked: 'warn',
  countered: 'warn',
  agreed: 'ok',
  withdrawn: 'info',
} as const

interface Props {
  rows: readonly Commitment[]
  onOpen: (id: number) => void
}

/** Commitments, the latest days first. */
export function CommitmentsTable({ rows, onOpen }: Props) {
  const t = useVendorStrings()
  const format = useFormat()
  const { data: programmes } = useQuery(programmesQuery)
  if (rows.length === 0) return <Text c="dimmed">{t('noCommitments')}</Text>
  const columns: Column<Commitment>[] = [
    {
      key: 'days',
      header: t('days'),
      names: true,
      sortBy: ({ from }) => from,
      cell: ({ id, from, to }) => (
        <Anchor component="button" onClick={() => onOpen(id)}>
          {t('fromTo', { from: format.day(from), to: format.day(to) })}
        </Anchor>
      ),
    },
    {
      key: 'programme',
      header: t('programme'),
      cell: ({ programmeId }) => programmes?.find(({ id }) => id === programmeId)?.name ?? '',
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state, overdue }) => (
        <Status standing={overdue ? 'bad' : STANDINGS[state]}>
          {overdue ? t('overdue') : t(`commitmentStates.${state}`)}
        </Status>
      ),
    },
    {
      key: 'asked',
      header: t('hours.asked'),
      align: 'end',
      cell: ({ askedHours }) => format.number(askedHours),
    },
    {
      key: 'committed',
      header: t('hours.committed'),
      align: 'end',
      cell: ({ committedHours }) =>
        committedHours === undefined ? '–' : format.number(committedHours),
    },
  ]
  return (
    <DataTable label={t('commitments')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}
