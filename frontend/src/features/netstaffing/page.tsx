import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { NetStaffingIcon } from '@/design/icons'
import { AskedPage } from '@/features/simulation/asked-page'
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
  return (
    <AskedPage
      words={t}
      icon={NetStaffingIcon}
      query={query}
      here={({ siteId }) => siteId === site?.id}
      table={(rows) => <AnswersTable rows={rows} />}
      onNew={mayOrder ? () => ask(true) : undefined}
    >
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
    </AskedPage>
  )
}
