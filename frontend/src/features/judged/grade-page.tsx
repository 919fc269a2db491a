import { Button, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { Answers, answersOf, asked, type Given } from './answers'
import { Recording } from './evaluation-page'
import { QualityPage, useRowName, useZone } from './frame'
import { contactQuery, useGrade, useSkip, type WorklistItem, worklistQuery } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality/grade')

/** The contacts that wait for the caller's judgement, and the one that is judged now. */
export function GradePage() {
  const t = useJudgedStrings()
  const { contact } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(worklistQuery)
  const next = (done: number) => {
    const rest = (query.data ?? []).filter(({ id }) => id !== done)
    void navigate({ search: { contact: rest[0]?.id } })
  }
  return (
    <QualityPage>
      {contact !== undefined && <Contact key={contact} id={contact} onDone={next} />}
      <Text c="dimmed" mb="sm">
        {t('worklistText')}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? <Empty title={t('worklistEmpty')} /> : <Worklist rows={rows} />
        }
      </Loaded>
    </QualityPage>
  )
}

function Worklist({ rows }: { rows: readonly WorklistItem[] }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const zone = useZone()
  const columns: Column<WorklistItem>[] = [
    { key: 'contact', header: t('contact'), names: true, cell: ({ contact }) => contact },
    {
      key: 'employer',
      header: t('employer'),
      cell: ({ employerId }) => (employerId ? name(employerId) : '–'),
    },
    { key: 'stratum', header: t('stratum'), cell: ({ stratum }) => stratum },
    { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`) },
    {
      key: 'due',
      header: t('due'),
      sortBy: ({ dueAt }) => dueAt,
      cell: ({ dueAt }) => format.dateTime(dueAt, zone),
    },
    {
      key: 'judge',
      header: t('judge'),
      cell: ({ id }) => (
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => (
            <Link to="/vendors/quality/grade" search={{ contact: id }} {...props} />
          )}
        >
          {t('judge')}
        </Button>
      ),
    },
  ]
  return <DataTable label={t('tab.grade')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

function Contact({ id, onDone }: { id: number; onDone: (id: number) => void }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const query = useQuery(contactQuery(id))
  const [given, setGiven] = useState<Given>({})
  const [note, setNote] = useState('')
  const grade = useGrade()
  return (
    <Loaded query={query}>
      {(data) => {
        const answers = answersOf(data.form, given)
        const missing = asked(data.form, given).length - answers.length
        const send = () => {
          if (missing > 0 || grade.isPending) return
          grade.mutate(
            { id, answers, note },
            {
              onSuccess: ({ points }) => {
                toast.done(t('graded', { points: format.fixed(points, 1) }))
                onDone(id)
              },
            },
          )
        }
        return (
          <Panel title={`${t('contact')} ${data.contact}`}>
            <Group gap="lg" mb="sm">
              <Text>{format.dateTime(data.contactAt, zone)}</Text>
              <Text>{data.stratum}</Text>
              <Text>{data.agent || t('hidden')}</Text>
              <Recording link={data.link} />
            </Group>
            <Answers
              form={data.form}
              given={given}
              onAnswer={(answer) => setGiven((old) => ({ ...old, [answer.item]: answer }))}
              onSend={send}
            />
            <Textarea
              label={t('note')}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              my="sm"
              maw={640}
            />
            {grade.error && <ErrorPanel error={grade.error} />}
            <Group>
              <Button onClick={send} disabled={missing > 0} loading={grade.isPending}>
                {t('sendGrade')}
              </Button>
              {missing > 0 && <Text c="dimmed">{t('missing', { count: missing })}</Text>}
            </Group>
            <Skip id={id} onDone={onDone} />
          </Panel>
        )
      }}
    </Loaded>
  )
}

function Skip({ id, onDone }: { id: number; onDone: (id: number) => void }) {
  const t = useJudgedStrings()
  const [reason, setReason] = useState('')
  const skip = useSkip()
  return (
    <Group align="flex-end" mt="md">
      <TextInput
        label={t('skipReason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        w={320}
      />
      <Button
        variant="default"
        disabled={reason.trim() === ''}
        loading={skip.isPending}
        onClick={() => skip.mutate({ id, reason }, { onSuccess: () => onDone(id) })}
      >
        {t('skip')}
      </Button>
      {skip.error && <ErrorPanel error={skip.error} />}
    </Group>
  )
}
