import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ErrorPanel } from '@/parts/error-panel'
import { Page, TrailLink } from '@/parts/page'
import { RowsSkeleton } from '@/parts/waiting'
import { type ContractTerms, programmeQuery, templatesQuery, versionsQuery } from '../queries'
import { useVendorStrings } from '../strings'
import { Editor } from './editor'
import { useDraftStrings } from './strings'

const route = getRouteApi('/shell/vendors/programmes/$programmeId/draft')

/** Terms of a version that follows on others: open, from the first of the next month. */
function successor({ to, from, ...terms }: ContractTerms): ContractTerms {
  const now = new Date().toISOString().slice(0, 10)
  const [year = 0, month = 0] = (from > now ? from : now).split('-').map(Number)
  return { ...terms, from: new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10) }
}

/** Writes terms that do not hold yet: from the draft, a version, or a template. */
export function DraftPage() {
  const t = useDraftStrings()
  const vendors = useVendorStrings()
  const { programmeId } = route.useParams()
  const { basis: from } = route.useSearch()
  const programme = useQuery(programmeQuery(programmeId))
  const versions = useQuery(versionsQuery(programmeId))
  const all = versions.data ?? []
  const draft = all.find(({ state }) => state === 'draft')
  const held = all.findLast(({ state }) => state === 'in_force')
  const basis = draft ?? all.find(({ id }) => id === from) ?? held
  const templates = useQuery({
    ...templatesQuery('CNY', programme.data?.from ?? ''),
    enabled: programme.isSuccess && versions.isSuccess && !basis,
  })
  const template = templates.data?.find(({ mode }) => mode === programme.data?.mode)
  const terms = draft?.terms ?? (basis ? successor(basis.terms) : template?.terms)
  const failed = [programme, versions, templates].find(({ isError }) => isError)
  return (
    <Page
      title={t(draft ? 'change' : 'begin')}
      trail={[
        <TrailLink key="rows" renderRoot={(props) => <Link to="/vendors" {...props} />}>
          {vendors('title')}
        </TrailLink>,
        <TrailLink
          key="programme"
          renderRoot={(props) => (
            <Link to="/vendors/programmes/$programmeId" params={{ programmeId }} {...props} />
          )}
        >
          {programme.data?.name ?? vendors('programme')}
        </TrailLink>,
      ]}
    >
      {failed && <ErrorPanel error={failed.error} />}
      {programme.data && versions.isSuccess && terms ? (
        <Editor programme={programme.data} draft={draft} terms={terms} held={held} />
      ) : (
        !failed && <RowsSkeleton />
      )}
    </Page>
  )
}
