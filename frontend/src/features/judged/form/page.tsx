import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page, TrailLink } from '@/parts/page'
import { formsQuery } from '../queries'
import { useJudgedStrings } from '../strings'
import { Editor } from './editor'
import { inForce } from './sheet'
import { useFormStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/forms/$formId')

/** Writes the draft of a form. */
export function FormDraftPage() {
  const t = useFormStrings()
  const judged = useJudgedStrings()
  const may = useMay('vendors:manage')
  const { formId } = route.useParams()
  const forms = useQuery(formsQuery)
  const draft = forms.data?.find(({ id }) => id === formId)
  const title = draft
    ? t('title', { name: draft.name, number: String(draft.number) })
    : judged('tab.forms')
  const trail = [
    <TrailLink
      key="forms"
      renderRoot={(props) => (
        <Link to="/vendors/quality/forms" search={{ form: formId }} {...props} />
      )}
    >
      {judged('tab.forms')}
    </TrailLink>,
  ]
  return (
    <Page title={title} trail={trail}>
      <Loaded query={forms}>
        {(all) =>
          draft && draft.state === 'draft' && may ? (
            <Editor key={draft.id} form={draft} held={inForce(all, draft)} />
          ) : (
            <Empty title={t('notDraft')} />
          )
        }
      </Loaded>
    </Page>
  )
}
