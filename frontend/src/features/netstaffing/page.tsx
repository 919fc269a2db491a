import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { NetStaffingIcon, Plus } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { AnswersTable } from './answers-table'
import { OrderDrawer } from './order-drawer'
import { netStaffingsQuery } from './queries'
import { useNetStrings } from './strings'

const route = getRouteApi('/shell/net-staffing')

/** What was asked about queues that share people, newest first. */
export function NetStaffingsPage() {
  const t = useNetStrings()
  const site = useSite()
  const mayOrder = useMay('demand:manage')
  const { new: open, requirement, roster, mode } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery({ ...netStaffingsQuery, staleTime: 0 })
  const ask = (fresh: boolean) =>
    void navigate({
      search: (old) => ({
        ...old,
        new: fresh || undefined,
        requirement: undefined,
        roster: undefined,
        mode: undefined,
      }),
    })
  const order = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => ask(true)}>
      {t('new')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={mayOrder && order}>
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <Loaded query={query}>
        {(all) => {
          const rows = all.filter(({ siteId }) => siteId === site?.id)
          if (rows.length > 0) return <AnswersTable rows={rows} />
          return (
            <Empty
              icon={NetStaffingIcon}
              title={t('emptyTitle')}
              text={t('emptyText')}
              action={
                <Button
                  variant="default"
                  renderRoot={(props) => <Link to="/staffing" {...props} />}
                >
                  {t('toStaffing')}
                </Button>
              }
            />
          )
        }}
      </Loaded>
      {site && mayOrder && (
        <OrderDrawer
          key={`${site.id} ${requirement?.join()} ${roster} ${mode}`}
          opened={open === true || requirement !== undefined || roster !== undefined}
          onClose={() => ask(false)}
          site={site}
          chosen={requirement ?? []}
          roster={roster}
          mode={mode ?? 'net'}
        />
      )}
    </Page>
  )
}
