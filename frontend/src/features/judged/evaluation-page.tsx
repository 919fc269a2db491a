import { Anchor, Button, Group, MultiSelect, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { Result } from './evaluations-table'
import { useZone } from './frame'
import { type Appeal, type Evaluation, evaluationQuery, useContest } from './queries'
import { Sheet, useItemText } from './sheet'
import { useJudgedStrings } from './strings'

const vendorRoute = getRouteApi('/shell/vendors/quality/evaluations/$evaluationId')
const ownRoute = getRouteApi('/shell/me/evaluations/$evaluationId')

/** One evaluation, as vendor managers and coordinators see it. */
export function EvaluationPage() {
  const answers = useMay('vendors:own')
  return <Shown id={vendorRoute.useParams().evaluationId} own={false} contests={answers} />
}

/** One evaluation of the agent's own work. */
export function OwnEvaluationPage() {
  return <Shown id={ownRoute.useParams().evaluationId} own contests />
}

function Shown({ id, own, contests }: { id: number; own: boolean; contests: boolean }) {
  const t = useJudgedStrings()
  const query = useQuery(evaluationQuery(id, own))
  const trail = own
    ? [
        <Link key="up" to="/me">
          {t('own')}
        </Link>,
      ]
    : [
        <Link key="up" to="/vendors/quality/evaluations">
          {t('title')}
        </Link>,
      ]
  return (
    <Page title={t('evaluationOf', { contact: query.data?.contact ?? '' })} trail={trail}>
      <Loaded query={query}>
        {(data) => (
          <>
            <Head of={data} />
            {data.adjusted && (
              <Adjusted raw={data.points} by={data.adjusted} of={data.graderName} />
            )}
            <Sheet form={data.form} answers={data.answers} />
            {data.note && (
              <Text my="sm">
                {t('note')}
                {colon()}
                {data.note}
              </Text>
            )}
            <Stack mt="md" gap="xs">
              {data.appeals.map((appeal) => (
                <AppealLine key={appeal.id} appeal={appeal} />
              ))}
            </Stack>
            {contests && data.state !== 'contested' && <Contest of={data} own={own} />}
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ of }: { of: Evaluation }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  return (
    <Group gap="lg" mb="md">
      <Text fw={600}>
        {t('score')}
        {colon()}
        {format.fixed(of.points, 1)}
      </Text>
      <Result of={of} />
      <Text>{format.dateTime(of.contactAt, zone)}</Text>
      <Text>{of.personName}</Text>
      <Text>{t('form', { name: of.formName, number: String(of.formNumber) })}</Text>
      <Text c="dimmed">{t(`kinds.${of.kind}`)}</Text>
    </Group>
  )
}

type AdjustedScore = NonNullable<Evaluation['adjusted']>

/** What the score would be by the middle of all graders, how sure that is, and why it differs. */
function Adjusted({ raw, by, of }: { raw: number; by: AdjustedScore; of: string }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const points = (value: number) => format.fixed(value, 1)
  const stricter = by.severity >= 0 ? 'adjusted.stricter' : 'adjusted.milder'
  return (
    <Panel title={t('adjusted.title')}>
      <Text fw={600}>
        {t('adjusted.line', {
          raw: points(raw),
          adjusted: points(by.points),
          lo: points(by.lo),
          hi: points(by.hi),
        })}
      </Text>
      <Text c="dimmed" maw={760}>
        {t(stricter, {
          grader: of,
          points: points(Math.abs(by.severity)),
          error: points(by.error),
          when: format.dateTime(by.calibratedAt, zone),
        })}{' '}
        {by.noise > 0 ? t('adjusted.noise', { noise: points(by.noise) }) : t('adjusted.noNoise')}{' '}
        {by.state === 'red' && t('adjusted.red')}
      </Text>
    </Panel>
  )
}

function AppealLine({ appeal }: { appeal: Appeal }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const { state, decision, pointsBefore, pointsAfter } = appeal
  const words = {
    open: () => t('appealOpen', { due: format.dateTime(appeal.dueAt, zone) }),
    upheld: () => t('appealUpheld', { reason: decision }),
    overturned: () =>
      t('appealOverturned', {
        before: format.fixed(pointsBefore, 1),
        after: format.fixed(pointsAfter, 1),
        reason: decision,
      }),
  }
  return (
    <div>
      <Status standing={state === 'open' ? 'warn' : 'info'}>{t('appeal')}</Status> {appeal.reason}
      <Text c="dimmed" size="sm">
        {words[state]()}
      </Text>
    </div>
  )
}

function Contest({ of, own }: { of: Evaluation; own: boolean }) {
  const t = useJudgedStrings()
  const text = useItemText()
  const [items, setItems] = useState<string[]>([])
  const [reason, setReason] = useState('')
  // the panel leaves once the evaluation is contested
  const contest = useContest(own, () => toast.done(t('sent')))
  const send = () => contest.mutate({ id: of.id, items, reason })
  return (
    <Panel title={t('contest')}>
      <Stack maw={640}>
        <Text c="dimmed">{t('contestText')}</Text>
        <MultiSelect
          label={t('contestItems')}
          value={items}
          onChange={setItems}
          data={of.form.items.map((item) => ({ value: item.key, label: text(item) }))}
        />
        <Textarea
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
        />
        {contest.error && <ErrorPanel error={contest.error} />}
        <Group>
          <Button
            onClick={send}
            loading={contest.isPending}
            disabled={reason.trim() === ''}
            mih={44}
          >
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}

/** A link to a recording or thread. */
export function Recording({ link }: { link: string }) {
  const t = useJudgedStrings()
  if (!link) return null
  return (
    <Anchor href={link} target="_blank" rel="noreferrer">
      {t('recording')}
    </Anchor>
  )
}
