import { Button, Drawer, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useZone } from './frame'
import { type Move, type Problem, problemQuery, useMove } from './queries'
import { useVoiceStrings } from './strings'
import classes from './voice.module.css'

type Step = Exclude<Move['step'], ''>

/** The steps that can follow on a state. */
const NEXT: Record<Problem['state'], readonly Step[]> = {
  open: ['accepted'],
  accepted: ['cause'],
  cause: ['measure'],
  measure: ['checked', 'measure'],
  checked: ['closed', 'measure', 'checked'],
  closed: [],
}

/** A problem, what was done about it, and the next step. */
export function ProblemDrawer({
  id,
  may,
  onClose,
}: {
  id: number
  may: boolean
  onClose: () => void
}) {
  const t = useVoiceStrings()
  const query = useQuery(problemQuery(id))
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={query.data?.title ?? t('problem')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Loaded query={query}>
        {(problem) => (
          <Stack>
            <Known problem={problem} />
            {may && problem.state !== 'closed' && (
              <NextStep key={problem.version} problem={problem} />
            )}
            <History problem={problem} />
          </Stack>
        )}
      </Loaded>
    </Drawer>
  )
}

function Known({ problem }: { problem: Problem }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const zone = useZone()
  const { effect } = problem
  return (
    <>
      <Text>
        {problem.department} · {t(`severities.${problem.severity}`)} ·{' '}
        {t(`states.${problem.state}`)}
      </Text>
      {problem.state !== 'closed' && (
        <div>
          <Status standing={problem.overdueH > 0 ? 'bad' : 'info'}>
            {t('dueOn', { time: format.dateTime(problem.due, zone) })}
          </Status>
        </div>
      )}
      {problem.detail && <Text>{problem.detail}</Text>}
      <Text>{t('sinceText', { count: format.number(problem.contacts) })}</Text>
      {effect && (
        <>
          <div>
            <Status standing={effect.helped ? 'ok' : 'warn'}>
              {t(effect.helped ? 'helped' : 'notHelped')}
            </Status>
          </div>
          <Text>
            {t('effectText', {
              after: format.number(effect.after),
              before: format.number(effect.before),
              days: String(effect.days),
              ratio: effect.ratio === undefined ? '–' : format.number(effect.ratio, 2),
              low: format.number(effect.low, 2),
              high: effect.high === undefined ? '∞' : format.number(effect.high, 2),
              orders: effect.byOrders ? t('byOrders') : '',
            })}
          </Text>
        </>
      )}
    </>
  )
}

function NextStep({ problem }: { problem: Problem }) {
  const t = useVoiceStrings()
  const [text, setText] = useState('')
  const [on, setOn] = useState<string | null>(null)
  // every step brings a new version, and with it new fields in the place of these
  const move = useMove(() => toast.done(t('saved')))
  const steps = NEXT[problem.state]
  const measures = steps.includes('measure')
  const send = (step: Move['step']) =>
    move.mutate({
      problem,
      move: { step, text, ...(step === 'measure' && on !== null && { on }) },
    })
  const silent: readonly string[] = ['accepted', 'checked', 'closed']
  return (
    <>
      <Title order={3}>{t('next')}</Title>
      <Textarea
        label={problem.effect?.helped === false ? `${t('say')} (${t('sayWhy')})` : t('say')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
      />
      {measures && <DayField label={t('on')} value={on} onChange={(day) => setOn(day ?? null)} />}
      {move.error && <ErrorPanel error={move.error} />}
      <Group gap="xs">
        {steps.map((step, at) => (
          <Button
            key={step}
            variant={at === 0 ? 'filled' : 'default'}
            loading={move.isPending}
            disabled={
              (!silent.includes(step) && text.trim() === '') || (step === 'measure' && on === null)
            }
            onClick={() => send(step)}
          >
            {t(`steps.${step}`)}
          </Button>
        ))}
        <Button
          variant="default"
          disabled={text.trim() === ''}
          loading={move.isPending}
          onClick={() => send('')}
        >
          {t('steps.remark')}
        </Button>
      </Group>
    </>
  )
}

function History({ problem }: { problem: Problem }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const zone = useZone()
  return (
    <>
      <Title order={3}>{t('history')}</Title>
      <ol className={classes.steps}>
        {problem.steps.map((step) => (
          <li key={`${step.at} ${step.step}`}>
            {format.dateTime(step.at, zone)}, {step.name}
            {colon()}
            <b>{t(`steps.${step.step}`)}</b>{' '}
            {step.step === 'escalated' && step.text === '' ? t('owner') : step.text}
          </li>
        ))}
      </ol>
    </>
  )
}
