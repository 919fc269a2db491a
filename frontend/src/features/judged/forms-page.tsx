import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { QualityPage } from './frame'
import { type Form, formsQuery, templatesQuery, usePublish, useSaveForm } from './queries'
import { ItemMarks, useGradeWord, useItemText } from './sheet'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/forms')
const STATE = { draft: 'warn', published: 'ok', retired: 'info' } as const

/** What is asked of a contact, in versions. */
export function FormsPage() {
  const t = useJudgedStrings()
  const may = useMay('vendors:manage')
  const { form: chosen } = route.useSearch()
  const navigate = route.useNavigate()
  const forms = useQuery(formsQuery)
  const templates = useQuery(templatesQuery)
  const save = useSaveForm()
  const show = ({ id }: Form) => void navigate({ search: { form: id } })
  const write = ({ id }: Form) =>
    void navigate({ to: '/vendors/quality/forms/$formId', params: { formId: id } })
  const begin = (code: 'voice' | 'chat' | 'complaint') => {
    const template = templates.data?.find((one) => one.code === code)
    if (!template) return
    const channel = code === 'complaint' ? 'ticket' : code
    save.mutate(
      { fields: { ...template, code, name: t(`template.${code}`), channel } },
      { onSuccess: write },
    )
  }
  return (
    <QualityPage>
      <Text c="dimmed" mb="md" maw={860}>
        {t('formsText')}
      </Text>
      {may && (
        <Group gap="xs" mb="md">
          <Text>
            {t('newFrom')}
            {colon()}
          </Text>
          {(['voice', 'chat', 'complaint'] as const).map((code) => (
            <Button key={code} variant="default" onClick={() => begin(code)}>
              {t(`template.${code}`)}
            </Button>
          ))}
        </Group>
      )}
      {save.error && <ErrorPanel error={save.error} />}
      <Loaded query={forms}>
        {(all) => {
          const shown = all.find(({ id }) => id === chosen) ?? all[0]
          if (!shown) return <Empty title={t('noForms')} />
          return (
            <>
              <Group gap="xs" mb="md">
                {all.map((form) => (
                  <Button
                    key={form.id}
                    variant={form.id === shown.id ? 'filled' : 'default'}
                    aria-pressed={form.id === shown.id}
                    onClick={() => show(form)}
                  >
                    {t('form', { name: form.name, number: String(form.number) })}
                  </Button>
                ))}
              </Group>
              <Shown
                form={shown}
                may={may}
                drafted={all.some(({ code, state }) => code === shown.code && state === 'draft')}
                onNext={() =>
                  save.mutate(
                    {
                      fields: {
                        code: shown.code,
                        name: shown.name,
                        channel: shown.channel,
                        passFrom: shown.passFrom,
                        items: shown.items,
                      },
                    },
                    { onSuccess: write },
                  )
                }
              />
            </>
          )
        }}
      </Loaded>
    </QualityPage>
  )
}

function Shown(props: { form: Form; may: boolean; drafted: boolean; onNext: () => void }) {
  const { form, may, drafted, onNext } = props
  const t = useJudgedStrings()
  const format = useFormat()
  const text = useItemText()
  const word = useGradeWord()
  const publish = usePublish()
  const condition = ({ when }: Form['items'][number]) => {
    const on = form.items.find(({ key }) => key === when?.item)
    return when && on
      ? t('askedOnly', { item: text(on), grade: word(on, { item: on.key, grade: when.grade }) })
      : ''
  }
  const publishNow = () => publish.mutate(form, { onSuccess: () => toast.done(t('published')) })
  return (
    <Panel
      title={t('form', { name: form.name, number: String(form.number) })}
      actions={
        <Group gap="sm">
          <Status standing={STATE[form.state]}>{t(`formState.${form.state}`)}</Status>
          {may && form.state === 'draft' && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/vendors/quality/forms/$formId" params={{ formId: form.id }} {...props} />
              )}
            >
              {t('changeDraft')}
            </Button>
          )}
          {may && form.state === 'draft' && (
            <Button onClick={publishNow} loading={publish.isPending}>
              {t('publish')}
            </Button>
          )}
          {may && form.state === 'published' && !drafted && (
            <Button variant="default" onClick={onNext}>
              {t('nextVersion')}
            </Button>
          )}
        </Group>
      }
    >
      {publish.error && <ErrorPanel error={publish.error} />}
      <Text mb="sm">{t('passFrom', { points: format.number(form.passFrom) })}</Text>
      <ol>
        {form.items.map((item) => (
          <li key={item.key}>
            {text(item)} <ItemMarks item={item} />
            <Text span c="dimmed" size="sm">
              {t('weight')} {format.number(item.weight)}
              {item.when && `, ${condition(item)}`}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
