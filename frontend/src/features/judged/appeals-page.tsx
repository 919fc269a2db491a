import { Anchor, Button, Drawer, Group, Stack, Switch, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { Answers, answersOf, asked, type Given } from './answers'
import { QualityPage, useRowName, useZone } from './frame'
import { type Appeal, appealsQuery, evaluationQuery, useDecide } from './queries'
import { useJudgedStrings } from './strings'

/** Objections to evaluations, the most urgent first. */
export function AppealsPage() {
  const t = useJudgedStrings()
  const may = useMay('vendors:manage')
  const query = useQuery(appealsQuery)
  const [open, setOpen] = useState<Appeal>()
  return (
    <QualityPage>
      <Text c="dimmed" mb="md">
        {t('appealsText')}
      </Text>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('noAppeals')} />
          ) : (
            <Appeals rows={rows} onDecide={may ? setOpen : undefined} />
          )
        }
      </Loaded>
      {open && <Decision appeal={open} onClose={() => setOpen(undefined)} />}
    </QualityPage>
  )
}

function Appeals(props: { rows: readonly Appeal[]; onDecide?: (appeal: Appeal) => void }) {
  const { rows, onDecide } = props
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const zone = useZone()
  const outcome = (appeal: Appeal) =>
    appeal.state === 'upheld'
      ? t('appealUpheld', { reason: appeal.decision })
      : t('appealOverturned', {
          before: format.fixed(appeal.pointsBefore, 1),
          after: format.fixed(appeal.pointsAfter, 1),
          reason: appeal.decision,
        })
  const columns: Column<Appeal>[] = [
    {
      key: 'contact',
      header: t('contact'),
      names: true,
      cell: ({ evaluationId, contact }) => (
        <Anchor
          renderRoot={(props) => (
            <Link
              to="/vendors/quality/evaluations/$evaluationId"
              params={{ evaluationId }}
              {...props}
            />
          )}
        >
          {contact}
        </Anchor>
      ),
    },
    { key: 'employer', header: t('employer'), cell: ({ employerId }) => name(employerId) },
    {
      key: 'by',
      header: t('by'),
      cell: ({ party, openedBy }) => `${openedBy} (${t(`byParty.${party}`)})`,
    },
    { key: 'reason', header: t('reason'), cell: ({ reason }) => reason },
    {
      key: 'due',
      header: t('due'),
      sortBy: ({ dueAt }) => dueAt,
      cell: ({ dueAt }) => format.dateTime(dueAt, zone),
    },
    {
      key: 'state',
      header: t('state'),
      cell: (appeal) =>
        appeal.state !== 'open' ? (
          <Status standing="info">{outcome(appeal)}</Status>
        ) : onDecide ? (
          <Button size="compact-sm" onClick={() => onDecide(appeal)}>
            {t('decide')}
          </Button>
        ) : (
          <Status standing="warn">{t('states.contested')}</Status>
        ),
    },
  ]
  return (
    <DataTable label={t('tab.appeals')} columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}

function Decision({ appeal, onClose }: { appeal: Appeal; onClose: () => void }) {
  const t = useJudgedStrings()
  const shell = useShellStrings()
  const query = useQuery(evaluationQuery(appeal.evaluationId, false))
  const [correct, setCorrect] = useState(false)
  const [changed, setChanged] = useState<Given>({})
  const [reason, setReason] = useState('')
  const decide = useDecide()
  return (
    <Drawer
      opened
      position="right"
      size="xl"
      onClose={onClose}
      title={`${t('appeal')}${colon()}${appeal.contact}`}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Loaded query={query}>
        {({ form, answers }) => {
          const given: Given = {
            ...Object.fromEntries(answers.map((answer) => [answer.item, answer])),
            ...changed,
          }
          const sent = answersOf(form, given)
          const ready = !correct || sent.length === asked(form, given).length
          const send = () =>
            decide.mutate(
              { appeal, reason, answers: correct ? sent : undefined },
              {
                onSuccess: () => {
                  toast.done(t('decided'))
                  onClose()
                },
              },
            )
          return (
            <Stack>
              <Text>{appeal.reason}</Text>
              <Switch
                label={t('overturn')}
                checked={correct}
                onChange={(event) => setCorrect(event.currentTarget.checked)}
              />
              {correct && (
                <Answers
                  form={form}
                  given={given}
                  onAnswer={(answer) => setChanged((old) => ({ ...old, [answer.item]: answer }))}
                />
              )}
              <Textarea
                label={t('why')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              {decide.error && <ErrorPanel error={decide.error} />}
              <Group>
                <Button
                  onClick={send}
                  disabled={reason.trim() === '' || !ready}
                  loading={decide.isPending}
                >
                  {t(correct ? 'overturn' : 'uphold')}
                </Button>
              </Group>
            </Stack>
          )
        }}
      </Loaded>
    </Drawer>
  )
}
