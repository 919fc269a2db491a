import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { type Round, roundsQuery } from './queries'
import { useRungNames } from './readiness-page'
import { useCareerStrings } from './strings'

const DraftDrawer = lazily(async () => (await import('./draft-drawer')).DraftDrawer)

/** Promotion rounds, the newest first. */
export function RoundsPage() {
  const t = useCareerStrings()
  const format = useFormat()
  const manages = useMay('careers:manage')
  const rungName = useRungNames()
  const query = useQuery(roundsQuery)
  const [adds, setAdds] = useState(false)
  const columns: Column<Round>[] = [
    {
      key: 'name',
      header: t('rounds.name'),
      names: true,
      sortBy: (r) => r.name,
      cell: (r) => (
        <Link to="/careers/rounds/$roundId" params={{ roundId: r.id }}>
          {r.name}
        </Link>
      ),
    },
    { key: 'rung', header: t('rounds.rung'), cell: (r) => rungName(r.rung) },
    { key: 'seats', header: t('rounds.seats'), align: 'end', cell: (r) => r.seats },
    {
      key: 'state',
      header: t('readiness.state'),
      cell: (r) => (
        <Status standing={r.state === 'closed' ? 'ok' : 'info'}>
          {t(`rounds.states.${r.state}`)}
        </Status>
      ),
    },
    { key: 'closes', header: t('rounds.closes'), cell: (r) => format.day(r.closesOn) },
    { key: 'effective', header: t('rounds.effective'), cell: (r) => format.day(r.effectiveOn) },
  ]
  return (
    <Page
      title={t('rounds.title')}
      actions={
        manages && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdds(true)}>
            {t('rounds.draft')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('rounds.none')}</Text>
          ) : (
            <DataTable
              label={t('rounds.title')}
              columns={columns}
              rows={rows}
              rowKey={(r) => r.id}
            />
          )
        }
      </Loaded>
      {adds && <DraftDrawer onClose={() => setAdds(false)} />}
    </Page>
  )
}
