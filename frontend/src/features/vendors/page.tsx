import { Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { employers } from '@/api/workforce'
import { Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { type Commitment, commitmentsQuery, type Programme, programmesQuery } from './queries'
import { useVendorStrings } from './strings'
import { Waiting } from './waiting'

const NewDrawer = lazily(async () => (await import('./new-drawer')).NewDrawer)

/** Every row that the centre works with, beside one another. */
export function VendorsPage() {
  const t = useVendorStrings()
  const may = useMay('vendors:manage')
  const [adding, setAdding] = useState(false)
  const programmes = useQuery(programmesQuery)
  const commitments = useQuery(commitmentsQuery())
  const add = may && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('newProgramme')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={add}>
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <Waiting commitments={commitments.data} />
      <Loaded query={programmes}>
        {(rows) =>
          rows.length > 0 ? (
            <Rows rows={rows} commitments={commitments.data ?? []} />
          ) : (
            <Text c="dimmed">{t('none')}</Text>
          )
        }
      </Loaded>
      {adding && <NewDrawer onClose={() => setAdding(false)} />}
    </Page>
  )
}

interface RowsProps {
  rows: readonly Programme[]
  commitments: readonly Commitment[]
}

function Rows({ rows, commitments }: RowsProps) {
  const t = useVendorStrings()
  const format = useFormat()
  const employer = useNames(employers)
  const clock = (row: Programme) =>
    commitments.find(({ programmeId, turn }) => programmeId === row.id && turn)
  const columns: Column<Programme>[] = [
    {
      key: 'name',
      header: t('programme'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/vendors/programmes/$programmeId" params={{ programmeId: id }} {...props} />
          )}
        >
          {name}
        </Anchor>
      ),
    },
    {
      key: 'employer',
      header: t('employer'),
      sortBy: ({ employerId }) => employer(employerId),
      cell: ({ employerId }) => employer(employerId),
    },
    {
      key: 'mode',
      header: t('mode'),
      sortBy: ({ mode }) => mode,
      cell: ({ mode }) => t(`modes.${mode}`),
    },
    {
      key: 'since',
      header: t('since'),
      sortBy: ({ from }) => from,
      cell: ({ from }) => format.day(from),
    },
    {
      key: 'queues',
      header: t('queues'),
      align: 'end',
      cell: ({ queues }) => format.number(queues.length),
    },
    {
      key: 'share',
      header: t('shareNow'),
      align: 'end',
      cell: ({ shares }) =>
        shares[0] ? format.percent(shares[0].share, 1) : <Text c="dimmed">{t('noShare')}</Text>,
    },
    {
      key: 'clock',
      header: t('nextClock'),
      cell: (row) => {
        const waits = clock(row)
        if (!waits) return <Text c="dimmed">{t('nothingWaits')}</Text>
        return (
          <Status standing={waits.overdue ? 'bad' : 'warn'}>
            {t(waits.turn === 'vendor' ? 'vendorUntil' : 'ownerTurn', {
              time: format.dateTime(waits.dueAt, waits.zone),
            })}
          </Status>
        )
      },
    },
  ]
  return <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}
