import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { EvaluationsTable } from './evaluations-table'
import { QualityPage } from './frame'
import { evaluationsQuery } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/evaluations')

/** What was judged, the newest first: of everybody, one row, or one contact. */
export function EvaluationsPage() {
  const t = useJudgedStrings()
  const search = route.useSearch()
  const query = useQuery(evaluationsQuery(search))
  return (
    <QualityPage>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? <Empty title={t('none')} /> : <EvaluationsTable rows={rows} />
        }
      </Loaded>
    </QualityPage>
  )
}
