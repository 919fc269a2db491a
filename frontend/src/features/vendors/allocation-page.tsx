import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useMe } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { AllocationResultView } from './allocation-result'
import { type Allocation, allocationsQuery, useApprove } from './queries'
import { useVendorStrings } from './strings'

const route = getRouteApi('/shell/vendors/allocation')
const Scenario = lazily(async () => (await import('./scenario')).Scenario)

/** How volume is divided between programmes: kept divisions, and a new one to try. */
export function AllocationPage() {
  const t = useVendorStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const [trying, setTrying] = useState(false)
  const list = useQuery(allocationsQuery)
  const shown = list.data?.find(({ id }) => id === show) ?? list.data?.[0]
  const open = (id: number) => {
    setTrying(false)
    void navigate({ search: { show: id } })
  }
  const columns: Column<Allocation>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ input }) => input.name,
      cell: ({ id, input }) => (
        <Button variant="subtle" size="compact-sm" onClick={() => open(id)}>
          {input.name}
        </Button>
      ),
    },
    {
      key: 'period',
      header: t('period'),
      sortBy: ({ input }) => input.from,
      cell: ({ input }) => t('fromTo', { from: format.day(input.from), to: format.day(input.to) }),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state }) => (
        <Status standing={state === 'approved' ? 'ok' : 'warn'}>
          {t(`allocationStates.${state}`)}
        </Status>
      ),
    },
    {
      key: 'cost',
      header: t('cost'),
      align: 'end',
      cell: ({ result, input }) => `${format.number(result.cost)} ${input.currency}`,
    },
  ]
  const add = may && <Button onClick={() => setTrying(!trying)}>{t('newDivision')}</Button>
  return (
    <Page title={t('allocation')} actions={add}>
      <Text c="dimmed" maw={820} mb="md">
        {t('allocationText')}
      </Text>
      {trying && <Scenario onSaved={open} />}
      <Panel title={t('divisions')}>
        <Loaded query={list}>
          {(rows) =>
            rows.length > 0 ? (
              <DataTable
                label={t('divisions')}
                columns={columns}
                rows={rows}
                rowKey={({ id }) => id}
              />
            ) : (
              <Text c="dimmed">{t('noDivisions')}</Text>
            )
          }
        </Loaded>
      </Panel>
      {shown && !trying && <Shown allocation={shown} />}
    </Page>
  )
}

function Shown({ allocation }: { allocation: Allocation }) {
  const t = useVendorStrings()
  const may = useMay('vendors:manage')
  const approve = useApprove()
  const own = allocation.createdBy === useMe().userId
  const waits = allocation.state === 'draft'
  const action = may && waits && (
    <Group gap="xs">
      <Text c="dimmed">{t('notTheAuthor')}</Text>
      <Button disabled={own} loading={approve.isPending} onClick={() => approve.mutate(allocation)}>
        {t('approve')}
      </Button>
    </Group>
  )
  return (
    <Panel title={allocation.input.name} actions={action}>
      {approve.isError && <ErrorPanel error={approve.error} />}
      <AllocationResultView input={allocation.input} result={allocation.result} />
      <Text size="sm" c="dimmed">
        {t('restsOn', { hash: allocation.inputsHash.slice(0, 12), seed: allocation.input.seed })}
      </Text>
    </Panel>
  )
}
