import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { Plus } from '@/design/icons'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { bidsQuery, designsQuery } from './queries'
import type { BidsSearch } from './route'
import { useBidStrings } from './strings'
import { BidsTable, DesignsTable } from './tables'

const route = getRouteApi('/shell/bids')
const KeepDrawer = lazily(async () => (await import('./keep-drawer')).KeepDrawer)
const OfferDrawer = lazily(async () => (await import('./offer-drawer')).OfferDrawer)

/** The shifts that were designed for a site, and the lines of them that are offered to people. */
export function BidsPage() {
  const t = useBidStrings()
  const site = useSite()
  const may = useMay('rosters:manage')
  const { search, offer } = route.useSearch()
  const navigate = route.useNavigate()
  const show = (change: BidsSearch) =>
    void navigate({ search: (old) => ({ ...old, search: undefined, offer: undefined, ...change }) })
  const designs = useQuery({ ...designsQuery, staleTime: 0 })
  const bids = useQuery(bidsQuery)
  const here = <R extends { siteId: number }>(rows: readonly R[]) =>
    rows.filter(({ siteId }) => siteId === site?.id)
  const searchNew = may && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => show({ search: true })}>
      {t('searchNew')}
    </Button>
  )
  return (
    <Page title={t('title')} actions={searchNew}>
      <Text c="dimmed" maw={820} mb="md">
        {t('text')}
      </Text>
      <Stack gap={0}>
        <Panel title={t('bids')}>
          <Loaded query={bids}>
            {(all) =>
              here(all).length > 0 ? (
                <BidsTable rows={here(all)} />
              ) : (
                <Text c="dimmed">{t('noBids')}</Text>
              )
            }
          </Loaded>
        </Panel>
        <Panel title={t('designs')}>
          <Loaded query={designs}>
            {(all) =>
              here(all).length > 0 ? (
                <DesignsTable
                  rows={here(all)}
                  onOffer={may ? (id) => show({ offer: id }) : undefined}
                />
              ) : (
                <Text c="dimmed">{t('noDesigns')}</Text>
              )
            }
          </Loaded>
        </Panel>
      </Stack>
      {may && search && <KeepDrawer onClose={() => show({})} />}
      {may && offer && site && (
        <OfferDrawer key={offer} design={offer} site={site} onClose={() => show({})} />
      )}
    </Page>
  )
}
