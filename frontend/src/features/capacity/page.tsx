import { ActionIcon, Anchor, Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { CapacityIcon, Copy, DeleteIcon, Plus } from '@/design/icons'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { confirm } from '@/parts/confirm'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { toast } from '@/parts/toast'
import { fieldsOf } from './draft'
import { NewPlanDrawer } from './new-plan-drawer'
import { type CapacityPlan, plansQuery, useCreatePlan, useForgetPlan } from './queries'
import { useCapacityStrings } from './strings'

const route = getRouteApi('/shell/capacity')

/** Plans of people and money, newest first. */
export function CapacityPlansPage() {
  const t = useCapacityStrings()
  const site = useSite()
  const mayPlan = useMay('demand:manage')
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({ ...plansQuery(), staleTime: 0 })
  const ask = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, new: open || undefined }) })
  const make = mayPlan && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => ask(true)}>
      {t('create.open')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={make}>
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <Loaded query={query}>
        {(all) => {
          const rows = all.filter(({ siteId }) => siteId === site?.id)
          if (rows.length > 0) return <Plans rows={rows} zone={site?.zone ?? 'UTC'} />
          return <Empty icon={CapacityIcon} title={t('emptyTitle')} text={t('emptyText')} />
        }}
      </Loaded>
      {site && search.new && <NewPlanDrawer key={site.id} site={site} onClose={() => ask(false)} />}
    </Page>
  )
}

function Plans({ rows, zone }: { rows: readonly CapacityPlan[]; zone: string }) {
  const t = useCapacityStrings()
  const format = useFormat()
  const mayPlan = useMay('demand:manage')
  const columns: Column<CapacityPlan>[] = [
    {
      key: 'name',
      header: t('list.name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <Anchor
          renderRoot={(props) => <Link to="/capacity/$planId" params={{ planId: id }} {...props} />}
        >
          {name}
        </Anchor>
      ),
    },
    {
      key: 'period',
      header: t('list.period'),
      sortBy: ({ from }) => from,
      cell: ({ from, weeks }) =>
        `${format.day(from)} – ${format.day(addDays(from, 7 * weeks - 1))}`,
    },
    { key: 'groups', header: t('list.groups'), align: 'end', cell: ({ groups }) => groups.length },
    {
      key: 'scenarios',
      header: t('list.scenarios'),
      cell: ({ scenarios }) => scenarios?.map(({ name }) => name).join(', ') || '–',
    },
    {
      key: 'changed',
      header: t('list.changed'),
      sortBy: ({ changedAt }) => changedAt,
      cell: ({ changedAt }) => format.dateTime(changedAt, zone),
    },
  ]
  if (mayPlan) {
    columns.push({
      key: 'actions',
      header: t('list.actions'),
      width: 130,
      cell: (plan) => <Actions plan={plan} />,
    })
  }
  return <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

/** A copy to plan on otherwise, and the way to forget. */
function Actions({ plan }: { plan: CapacityPlan }) {
  const t = useCapacityStrings()
  const copy = useCreatePlan()
  const forget = useForgetPlan()
  const { name } = plan
  const failed = (error: Error) => toast.failed(error.message)
  const ask = () =>
    confirm({
      title: t('list.deleteTitle'),
      text: t('list.deleteText', { name }),
      yes: t('list.deleteYes'),
      no: t('list.deleteNo'),
      act: () => forget.mutate(plan.id, { onError: failed }),
    })
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={t('list.copyNamed', { name })}
        loading={copy.isPending}
        onClick={() =>
          copy.mutate({ ...fieldsOf(plan), name: t('list.copyOf', { name }) }, { onError: failed })
        }
      >
        <Copy size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon variant="subtle" aria-label={t('list.deleteNamed', { name })} onClick={ask}>
        <DeleteIcon size={16} aria-hidden />
      </ActionIcon>
    </>
  )
}
