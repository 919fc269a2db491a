import { Stack } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { accuracyQuery } from '@/api/accuracy'
import { useSite } from '@/api/sites'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { AdjustmentsPanel } from './adjustments-panel'
import { Breakdown } from './breakdown'
import { DriftPanel } from './drift-panel'
import { Filters } from './filters'
import { NothingYet } from './nothing-yet'
import type { AccuracySearch } from './route'
import { useAccuracyStrings } from './strings'
import { Totals } from './totals'
import { ValueAdded } from './value-added'

const route = getRouteApi('/shell/accuracy')

/** How good the forecasts were that people planned by, and what they gained over something simpler. */
export function AccuracyPage() {
  const t = useAccuracyStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const site = useSite()
  const { by = 'lead', queues, from, to, lead } = search
  const filter = { queues, from, to, lead, site: queues ? undefined : site?.id }
  const query = useQuery({
    ...accuracyQuery(filter, by),
    enabled: site !== undefined,
    placeholderData: keepPreviousData,
  })
  const show = (change: Partial<AccuracySearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <DriftPanel onLook={(queue) => show({ queues: [queue], by: 'day' })} />
        <Filters search={search} report={query.data} onChange={show} />
        <Loaded query={query}>
          {(report) =>
            report.totals.n === 0 ? (
              <NothingYet report={report} />
            ) : (
              <div>
                <Totals score={report.totals} />
                <ValueAdded score={report.totals} />
                <AdjustmentsPanel
                  filter={{ queues, from, to, site: filter.site }}
                  by={search.adjusted ?? 'author'}
                  onBy={(adjusted) => show({ adjusted })}
                />
                <Breakdown
                  report={report}
                  by={by}
                  onBy={(group) => show({ by: group })}
                  onQueue={(queue) => show({ queues: [queue], by: 'day' })}
                />
              </div>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  )
}
