import { Button, Drawer, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { useRowName, useZone } from './frame'
import { type Alarm, type AlarmFields, useStartChart, useWork } from './queries'
import { useJudgedStrings } from './strings'

const STATES = ['open', 'acting', 'checking', 'closed'] as const
const CAUSES = ['data', 'case_mix', 'structure', 'process', 'people', 'chance'] as const

/** What an alarm is about, who looks after it, and whether it helped. */
export function AlarmDrawer(props: { alarm: Alarm; editable: boolean; onClose: () => void }) {
  const { alarm, editable, onClose } = props
  const t = useJudgedStrings()
  const shell = useShellStrings()
  const format = useFormat()
  const name = useRowName()
  const zone = useZone()
  const [fields, setFields] = useState<AlarmFields>({
    state: alarm.state,
    owner: alarm.owner,
    cause: alarm.cause,
    action: alarm.action,
    effectDue: alarm.effectDue,
    effect: alarm.effect,
  })
  const work = useWork()
  const change = (part: Partial<AlarmFields>) => setFields((old) => ({ ...old, ...part }))
  const save = () =>
    work.mutate(
      { alarm, fields },
      {
        onSuccess: () => {
          toast.done(t('saved'))
          onClose()
        },
      },
    )
  const frozen = !editable || alarm.state === 'closed'
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('alarmOf', { row: name(alarm.employerId), chart: t(`charts.${alarm.chart}`) })}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text>
          {format.dateTime(alarm.at, zone)}
          {colon()}
          {format.number(alarm.statistic, 2)} ({format.number(alarm.limit, 2)})
        </Text>
        <NativeSelect
          label={t('state')}
          disabled={frozen}
          value={fields.state}
          onChange={(event) => change({ state: event.currentTarget.value as AlarmFields['state'] })}
          data={wordsOf(STATES, (state) => t(`alarmState.${state}`))}
        />
        <TextInput
          label={t('owner')}
          disabled={frozen}
          value={fields.owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('cause')}
          disabled={frozen}
          value={fields.cause}
          onChange={(event) => change({ cause: event.currentTarget.value as AlarmFields['cause'] })}
          data={[{ value: '', label: '–' }, ...wordsOf(CAUSES, (cause) => t(`causes.${cause}`))]}
        />
        <Textarea
          label={t('action')}
          disabled={frozen}
          value={fields.action}
          onChange={(event) => change({ action: event.currentTarget.value })}
          autosize
        />
        <DayField
          label={t('effectDue')}
          disabled={frozen}
          value={fields.effectDue || null}
          onChange={(day) => change({ effectDue: day ?? '' })}
        />
        <Textarea
          label={t('effect')}
          disabled={frozen}
          value={fields.effect}
          onChange={(event) => change({ effect: event.currentTarget.value })}
          autosize
        />
        {work.error && <ErrorPanel error={work.error} />}
        {!frozen && (
          <Button onClick={save} loading={work.isPending}>
            {t('save')}
          </Button>
        )}
        {editable && <Restart alarm={alarm} />}
        {alarm.history.map((step) => (
          <Text key={step.at} size="sm" c="dimmed">
            {format.dateTime(step.at, zone)}
            {colon()}
            {t(`alarmState.${step.state}`)} {step.owner} {step.action} {step.effect}
          </Text>
        ))}
      </Stack>
    </Drawer>
  )
}

/** The one way in which a chart forgets: from when on, and why. */
function Restart({ alarm }: { alarm: Alarm }) {
  const t = useJudgedStrings()
  const [reason, setReason] = useState('')
  const start = useStartChart()
  const send = () =>
    start.mutate(
      {
        employerId: alarm.employerId,
        metric: alarm.metric as 'critical',
        since: alarm.at,
        reason,
      },
      { onSuccess: () => toast.done(t('saved')) },
    )
  return (
    <Stack gap="xs">
      <TextInput
        label={`${t('restart')}${colon()}${t('reason')}`}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {start.error && <ErrorPanel error={start.error} />}
      <Button
        variant="default"
        disabled={reason.trim() === ''}
        loading={start.isPending}
        onClick={send}
      >
        {t('restart')}
      </Button>
    </Stack>
  )
}
