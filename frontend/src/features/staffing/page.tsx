import { Button, Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { queues } from '@/api/workforce'
import { Plus, StaffingIcon } from '@/design/icons'
import { forecastQuery } from '@/features/forecast/queries'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { Empty } from '@/parts/empty'
import { optionsOf } from '@/parts/inputs/choices'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { BuildLink } from './build-link'
import { PlayLinks } from './play-links'
import { requirementsQuery } from './queries'
import { RequirementsTable } from './requirements-table'
import { useStaffingStrings } from './strings'

const MakeDrawer = lazily(async () => (await import('./make-drawer')).MakeDrawer)

const route = getRouteApi('/shell/staffing')

/** The requirements of a site's queues, newest first; from here a roster is built. */
export function StaffingPage() {
  const t = useStaffingStrings()
  const site = useSite()
  const mayMake = useMay('demand:manage')
  const { queue, forecast, new: fresh } = route.useSearch()
  const navigate = route.useNavigate()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const asked = useQuery({ ...forecastQuery(forecast ?? 0), enabled: forecast !== undefined })
  useSiteInAddress(asked.data?.siteId)
  const { data: all = [] } = useList(queues)
  const here = all.filter(({ siteId }) => siteId === site?.id)
  const shown = here.some(({ id }) => id === queue) ? queue : undefined
  const query = useQuery(requirementsQuery(shown))
  const ask = (open: boolean) =>
    void navigate({ search: (old) => ({ ...old, new: open || undefined, forecast: undefined }) })
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <PlayLinks requirements={query.data?.filter(({ id }) => chosen.includes(id)) ?? []} />
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/staffing/compare" search={{ requirement: [...chosen] }} {...props} />
            )}
          >
            {t('set.open')}
          </Button>
          {chosen.length > 0 && (
            <BuildLink requirements={chosen}>
              {t('buildChosen', { count: chosen.length })}
            </BuildLink>
          )}
          {mayMake && (
            <Button
              variant={chosen.length > 0 ? 'default' : 'filled'}
              leftSection={<Plus size={16} aria-hidden />}
              onClick={() => ask(true)}
            >
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      <Group mb="sm">
        <Select
          aria-label={t('queue')}
          placeholder={t('allQueues')}
          w={280}
          clearable
          searchable
          data={optionsOf(here)}
          value={shown ? String(shown) : null}
          onChange={(id) =>
            void navigate({ search: (old) => ({ ...old, queue: id ? Number(id) : undefined }) })
          }
        />
        <Text c="dimmed">{t('buildHint')}</Text>
      </Group>
      <Loaded query={query}>
        {(list) => {
          const rows = list.filter(({ siteId }) => siteId === site?.id)
          if (rows.length === 0) return <NoRequirement onMake={() => ask(true)} />
          return <RequirementsTable requirements={rows} chosen={chosen} onChoose={setChosen} />
        }}
      </Loaded>
      {here.length > 0 && (fresh === true || forecast !== undefined) && (
        <MakeDrawer opened onClose={() => ask(false)} here={here} forecast={forecast} />
      )}
    </Page>
  )
}

function NoRequirement({ onMake }: { onMake: () => void }) {
  const t = useStaffingStrings()
  const mayMake = useMay('demand:manage')
  return (
    <Empty
      icon={StaffingIcon}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={
        <Group gap="xs">
          {mayMake && <Button onClick={onMake}>{t('new')}</Button>}
          <Button variant="default" renderRoot={(props) => <Link to="/forecast" {...props} />}>
            {t('toForecast')}
          </Button>
        </Group>
      }
    />
  )
}
