import {
  Autocomplete,
  Button,
  Drawer,
  Fieldset,
  List,
  Select,
  Stack,
  Textarea,
} from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { DayField } from '@/parts/inputs/day'
import { WishField } from './form-drawer'
import { HireFields } from './hire-fields'
import {
  ANSWERS,
  type Candidate,
  type CandidateState,
  enterCandidate,
  moveCandidate,
  type RequisitionReport,
  STAGES,
  useRequisitionChange,
} from './queries'
import { Rules } from './rules'
import { useRequisitionStrings } from './strings'

interface Props {
  report: RequisitionReport
  of?: Candidate
  onClose: () => void
}

/** Of the place where one sits. */
const today = () => {
  const now = new Date(Date.now())
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
}

/** When a candidate who is moved now comes to a stage: today, but not before the stage before. */
const arrival = ({ appliedOn, days }: Candidate) =>
  [today(), days.at(-1)?.day ?? appliedOn].sort().at(-1) ?? ''

/** Takes somebody in, or writes what is found out about them and how far they have come. */
export function CandidateDrawer({ report, of, onClose }: Props) {
  const t = useRequisitionStrings()
  const shell = useShellStrings()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={of?.code ?? t('enter')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {of ? (
        <State report={report} of={of} onClose={onClose} />
      ) : (
        <Entry report={report} onClose={onClose} />
      )}
    </Drawer>
  )
}

function Entry({ report, onClose }: Omit<Props, 'of'>) {
  const t = useRequisitionStrings()
  const enter = useRequisitionChange(enterCandidate)
  const [channel, setChannel] = useState('')
  const [day, setDay] = useState<string | null>(today())
  const [wishes, setWishes] = useState<CandidateState['wishes']>([])
  const submit = () =>
    enter.mutate(
      { id: report.id, fields: { channel, appliedOn: day ?? '', answers: [], wishes } },
      { onSuccess: onClose },
    )
  return (
    <Stack>
      <Autocomplete
        label={t('channel')}
        value={channel}
        onChange={setChannel}
        data={report.channels.map(({ name }) => name)}
      />
      <DayField label={t('appliedOn')} value={day} onChange={setDay} />
      <WishField label={t('wishes')} value={wishes} onChange={setWishes} />
      <Rules error={enter.error} />
      <Button loading={enter.isPending} onClick={submit}>
        {t('enter')}
      </Button>
    </Stack>
  )
}

/** The days on which somebody came to their stages, and dropped out. */
function Course({ of }: { of: Candidate }) {
  const t = useRequisitionStrings()
  const format = useFormat()
  return (
    <List size="sm" listStyleType="none">
      {of.days.map(({ stage, day }) => (
        <List.Item key={stage}>
          {t(`stages.${stage}`)}
          {colon()}
          {format.day(day)}
        </List.Item>
      ))}
      {of.ending && of.endedOn && (
        <List.Item>
          {t(`endings.${of.ending}`)}
          {colon()}
          {format.day(of.endedOn)}
        </List.Item>
      )}
    </List>
  )
}

function State({ report, of, onClose }: Required<Props>) {
  const t = useRequisitionStrings()
  const move = useRequisitionChange(moveCandidate)
  const [state, setState] = useState<CandidateState>({
    stage: of.stage === 'hired' ? 'offered' : of.stage,
    ...(of.ending && { ending: of.ending }),
    ...{ reason: of.reason ?? '', answers: of.answers, on: arrival(of) },
    wishes: of.wishes as CandidateState['wishes'],
  })
  const changed = state.stage !== of.stage || state.ending !== of.ending
  const fixed = of.stage === 'hired' || report.state !== 'open'
  const set = (some: Partial<CandidateState>) => setState((now) => ({ ...now, ...some }))
  const answer = (code: string, value: CandidateState['answers'][number]['answer']) =>
    set({
      answers: state.answers.map((one) =>
        one.condition === code ? { ...one, answer: value } : one,
      ),
    })
  const end = (value: string | null) => {
    const { ending: _, ...rest } = state
    setState(value === 'turned_down' || value === 'withdrew' ? { ...rest, ending: value } : rest)
  }
  return (
    <Stack>
      <Course of={of} />
      <Fieldset legend={t('conditions')} disabled={fixed}>
        <Stack gap="sm">
          {report.conditions.map(({ code, what }) => (
            <Select
              key={code}
              label={what}
              allowDeselect={false}
              value={state.answers.find(({ condition }) => condition === code)?.answer ?? 'unknown'}
              data={ANSWERS.map((one) => ({ value: one, label: t(`answer.${one}`) }))}
              onChange={(value) => answer(code, ANSWERS.find((one) => one === value) ?? 'unknown')}
            />
          ))}
        </Stack>
      </Fieldset>
      {!fixed && (
        <>
          <Select
            label={t('stage')}
            allowDeselect={false}
            value={state.stage}
            data={STAGES.map((one) => ({ value: one, label: t(`stages.${one}`) }))}
            onChange={(value) => set({ stage: STAGES.find((one) => one === value) ?? 'applied' })}
          />
          <Select
            label={t('ending')}
            allowDeselect={false}
            value={state.ending ?? 'in'}
            data={(['in', 'turned_down', 'withdrew'] as const).map((one) => ({
              value: one,
              label: t(`endings.${one}`),
            }))}
            onChange={end}
          />
          {changed && (
            <DayField
              label={t(state.ending === of.ending ? 'reachedOn' : 'endedOn')}
              minDate={of.days.at(-1)?.day ?? of.appliedOn}
              value={state.on ?? null}
              onChange={(on) => set(on ? { on } : {})}
            />
          )}
          <Textarea
            label={t('reason')}
            description={t('reasonHow')}
            value={state.reason ?? ''}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <WishField
            label={t('wishes')}
            value={state.wishes}
            onChange={(wishes) => set({ wishes })}
          />
          <Rules error={move.error} />
          <Button
            loading={move.isPending}
            onClick={() => move.mutate({ id: report.id, of, state }, { onSuccess: onClose })}
          >
            {t('save')}
          </Button>
        </>
      )}
      {!fixed && of.stage === 'offered' && !of.ending && (
        <HireFields report={report} of={of} onClose={onClose} />
      )}
    </Stack>
  )
}
