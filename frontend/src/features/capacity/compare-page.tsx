import { Anchor, MultiSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useSiteInAddress } from '@/features/forecast/site-in-address'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { RowsSkeleton } from '@/parts/waiting'
import { chosenSides, MOST_SIDES, named, type Side, sidesOf } from './compare'
import { type Compared, CompareMonths, ComparePlot, CompareTotals } from './compare-parts'
import { plansQuery, weeksQuery } from './queries'
import { useCapacityStrings } from './strings'

const route = getRouteApi('/shell/capacity/$planId/compare')
export const FIGURES = ['gap', 'end', 'hires', 'costMinor'] as const

/** Two or three plans or scenarios side by side, month by month. */
export function CapacityComparePage() {
  const t = useCapacityStrings()
  const { planId } = route.useParams()
  const plans = useQuery(plansQuery())
  const plan = plans.data?.find(({ id }) => id === planId)
  useSiteInAddress(plan?.siteId)
  return (
    <Page
      title={t('compare.title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/capacity" {...props} />}>
          {t('title')}
        </Anchor>,
        <Anchor
          key="plan"
          renderRoot={(props) => <Link to="/capacity/$planId" params={{ planId }} {...props} />}
        >
          {plan?.name ?? ''}
        </Anchor>,
      ]}
    >
      <Loaded query={plans}>
        {(all) =>
          plan && (
            <Sides
              sides={sidesOf(
                all.filter(({ siteId }) => siteId === plan.siteId),
                plan.currency,
              )}
              planId={planId}
            />
          )
        }
      </Loaded>
    </Page>
  )
}

function Sides({ sides, planId }: { sides: readonly Side[]; planId: number }) {
  const t = useCapacityStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [figure, setFigure] = useState<(typeof FIGURES)[number]>('gap')
  const chosen = chosenSides(sides, search.with, planId)
  const worldOf = ({ scenario }: Side) => scenario || t('scenarios.asPlanned')
  const nameOf = (side: Side) =>
    t('compare.side', { plan: side.plan.name, scenario: worldOf(side) })
  const one = chosen.every(({ plan }) => plan.id === chosen[0]?.plan.id)
  const results = useQueries({
    queries: chosen.map(({ plan, scenario }) =>
      weeksQuery(plan.id, plan.version, scenario, 'month'),
    ),
  })
  const compared = chosen.flatMap((side, at): Compared[] => {
    const data = results[at]?.data
    return data ? [{ key: side.key, name: one ? worldOf(side) : nameOf(side), weeks: data }] : []
  })
  return (
    <Stack gap="md">
      <MultiSelect
        label={t('compare.sides')}
        description={t('compare.hint')}
        placeholder={chosen.length === 0 ? t('compare.pick') : undefined}
        maw={820}
        searchable
        maxValues={MOST_SIDES}
        data={sides.map((side) => ({ value: side.key, label: nameOf(side) }))}
        value={chosen.map(({ key }) => key)}
        onChange={(keys) => void navigate({ search: { with: named(keys) }, replace: true })}
      />
      {chosen.length < 2 && <Text>{t('compare.two')}</Text>}
      {compared.length < chosen.length ? (
        <RowsSkeleton />
      ) : (
        compared.length > 0 && (
          <>
            <CompareTotals compared={compared} />
            <SegmentedControl
              aria-label={t('compare.figure')}
              style={{ alignSelf: 'flex-start' }}
              value={figure}
              data={FIGURES.map((value) => ({ value, label: t(`compare.figures.${value}`) }))}
              onChange={setFigure}
            />
            <ComparePlot compared={compared} figure={figure} />
            <CompareMonths compared={compared} figure={figure} />
          </>
        )
      )}
    </Stack>
  )
}
