import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import { sites } from '@/api/workforce'
import { Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { type Requisition, requisitionsQuery } from './queries'
import { useRequisitionStrings } from './strings'

const FormDrawer = lazily(async () => (await import('./form-drawer')).FormDrawer)

/** What is looked for, the newest first. */
export function RequisitionsPage() {
  const t = useRequisitionStrings()
  const format = useFormat()
  const manages = useMay('careers:manage')
  const siteName = useNames(sites)
  const query = useQuery(requisitionsQuery)
  const [adds, setAdds] = useState(false)
  const columns: Column<Requisition>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: (r) => r.name,
      cell: (r) => (
        <Link to="/careers/requisitions/$id" params={{ id: r.id }}>
          {r.name}
        </Link>
      ),
    },
    { key: 'role', header: t('role'), cell: (r) => r.role },
    { key: 'site', header: t('site'), cell: (r) => siteName(r.siteId) },
    { key: 'seats', header: t('seats'), align: 'end', cell: (r) => r.seats },
    {
      key: 'starts',
      header: t('startsOn'),
      cell: (r) => format.day(r.startsOn),
      sortBy: (r) => r.startsOn,
    },
    { key: 'state', header: t('state'), cell: (r) => <StateWord state={r.state} /> },
  ]
  return (
    <Page
      title={t('title')}
      actions={
        manages && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setAdds(true)}>
            {t('write')}
          </Button>
        )
      }
    >
      <Text c="dimmed" mb="md">
        {t('how')}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('none')}</Text>
          ) : (
            <DataTable label={t('title')} columns={columns} rows={rows} rowKey={(r) => r.id} />
          )
        }
      </Loaded>
      {adds && <FormDrawer onClose={() => setAdds(false)} />}
    </Page>
  )
}

/** The state of a requisition as a word with its sign. */
export function StateWord({ state }: { state: Requisition['state'] }) {
  const t = useRequisitionStrings()
  const standing = ({ draft: 'warn', open: 'info', closed: 'ok' } as const)[state]
  return <Status standing={standing}>{t(`states.${state}`)}</Status>
}
