import { Alert, Anchor, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { latestForecasts, latestRequirements, latestRosters } from '@/api/journey'
import { listQuery } from '@/api/resource'
import { may, useMe } from '@/api/session'
import { useSite } from '@/api/sites'
import { queues, sites } from '@/api/workforce'
import { lazily } from '@/parts/lazily'
import { Page } from '@/parts/page'
import { RowsSkeleton } from '@/parts/waiting'
import { DriftCard } from './drift-card'
import { horizons } from './horizon'
import { StepCard } from './step-card'
import { type Journey, nextStep, stepsOf } from './steps'
import { useHomeStrings } from './strings'

// the table and its scrolling come after the steps: they are not needed to begin
const QueueTable = lazy(() =>
  import('./queue-table').then((module) => ({ default: module.QueueTable })),
)

// only coordinators of vendors have it
const PortalBoard = lazily(async () => (await import('@/features/portal/page')).PortalBoard)

const OwnWaiting = lazily(async () => (await import('./waiting/own')).OwnWaiting)
const CareersWaiting = lazily(async () => (await import('./waiting/careers')).CareersWaiting)
const VendorsWaiting = lazily(async () => (await import('./waiting/vendors')).VendorsWaiting)

/** Where the work stands, by role, with one click into each next decision. */
export function HomePage() {
  const t = useHomeStrings()
  const me = useMe()
  const demand = may(me, 'demand:read')
  const journey = {
    sites: useQuery({ ...listQuery(sites), enabled: may(me, 'workforce:read') }).data?.length,
    forecasts: useQuery({ ...latestForecasts, enabled: demand }).data,
    requirements: useQuery({ ...latestRequirements, enabled: demand }).data,
    rosters: useQuery({ ...latestRosters, enabled: may(me, 'rosters:read') }).data,
  }
  const own = may(me, 'vendors:own')
  const steps = own ? [] : stepsOf(me)
  const next = nextStep(journey)
  return (
    <Page title={t('title', { name: me.name })}>
      {journey.sites === 0 && may(me, 'workforce:manage') && (
        <Alert mb="md" variant="outline" title={t('fresh')}>
          {t('freshText')}{' '}
          <Anchor renderRoot={(props) => <Link to="/setup" {...props} />}>
            {t('freshAction')}
          </Anchor>
        </Alert>
      )}
      {steps.length > 0 && (
        <SimpleGrid
          component="ol"
          cols={{ base: 1, sm: 2, lg: 4 }}
          aria-label={t('journey')}
          p={0}
          m={0}
          style={{ listStyle: 'none' }}
        >
          {steps.map((step, place) => (
            <StepCard
              key={step}
              step={step}
              number={place + 1}
              isNext={step === next}
              journey={journey}
            />
          ))}
        </SimpleGrid>
      )}
      {demand && <DriftCard />}
      {own && <PortalBoard />}
      {may(me, 'schedule:own') && <OwnWaiting />}
      {may(me, 'careers:manage') && <CareersWaiting />}
      {may(me, 'vendors:manage') && <VendorsWaiting />}
      <Queues journey={journey} />
      <Others />
    </Page>
  )
}

/** The queues of the site on screen, where there are plans to speak of. */
function Queues({ journey: { forecasts, requirements } }: { journey: Journey }) {
  const t = useHomeStrings()
  const site = useSite()
  const { data } = useQuery({ ...listQuery(queues), enabled: forecasts !== undefined })
  const mine = data?.filter(({ siteId }) => siteId === site?.id)
  if (!mine?.length || !forecasts || !requirements) return null
  return (
    <section style={{ marginTop: 24 }}>
      <h2 style={{ marginBottom: 12 }}>{t('queues.title')}</h2>
      <Suspense fallback={<RowsSkeleton rows={4} />}>
        <QueueTable rows={horizons(mine, forecasts, requirements)} />
      </Suspense>
    </section>
  )
}

/** What the other roles come for. */
function Others() {
  const t = useHomeStrings()
  const me = useMe()
  return (
    <p>
      {may(me, 'workforce:read') && !may(me, 'demand:read') && (
        <Anchor renderRoot={(props) => <Link to="/people" {...props} />}>{t('people')}</Anchor>
      )}
    </p>
  )
}
