import { Button, Group, NativeSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMe } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { PersonField } from '@/parts/inputs/person'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { AskText } from './ask-text'
import classes from './careers.module.css'
import {
  type Application,
  type Decision,
  decide,
  nameApplicant,
  type RoundReport,
  recuse,
  score,
  useCareerChange,
} from './queries'
import { useRungNames } from './readiness-page'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { VERDICTS } from './words'

/** Who applies, each with the ladder's check, scores, standing and decision. */
export function Applicants({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const order = new Map(round.standings.map((s, place) => [s.personId, place]))
  const rows = [...round.applications].sort(
    (a, b) => (order.get(a.personId) ?? 0) - (order.get(b.personId) ?? 0),
  )
  const [person, setPerson] = useState<number>()
  return (
    <Panel title={`${t('rounds.applications')} (${rows.length})`}>
      <ul className={classes.findings}>
        {rows.map((application) => (
          <li key={application.personId}>
            <One round={round} application={application} />
          </li>
        ))}
      </ul>
      {round.state === 'open' && (
        <Group align="flex-end" mt="sm">
          <PersonField label={t('rounds.nominate')} value={person} onChange={setPerson} w={320} />
          <AskText
            label={t('readiness.nominate')}
            text={t('readiness.why')}
            disabled={!person}
            send={(why) => nameApplicant({ id: round.id, person: person ?? 0, why })}
          />
        </Group>
      )}
    </Panel>
  )
}

function One({ round, application }: { round: RoundReport; application: Application }) {
  const t = useCareerStrings()
  const format = useFormat()
  const rung = useRungNames()
  const me = useMe()
  const { personId, name, from, verdict, statement, outcome, reason, deciders } = application
  const standing = round.standings.find((s) => s.personId === personId)
  const recused = round.board.some((m) => m.userId === me.userId && m.recused.includes(personId))
  return (
    <>
      <div className={classes.applicant}>
        <span>
          <b>{name}</b> · {rung(from)}
        </span>
        <span>
          <Status standing={VERDICTS[verdict]}>
            {t('rounds.check')}
            {colon()}
            {t(`ready.${verdict}`)}
          </Status>
        </span>
        <span
          title={
            standing &&
            t('rounds.standingTitle', {
              mean: format.number(standing.mean, 2),
              scored: standing.scored,
            })
          }
        >
          {standing && `${t('rounds.standing')}${colon()}${format.number(standing.fair, 2)}`}
        </span>
        {outcome && (
          <span>
            <Status standing={outcome === 'promoted' ? 'ok' : 'info'}>
              {t(`rounds.outcomes.${outcome}`)}
            </Status>
          </span>
        )}
      </div>
      <Text size="sm" c="dimmed">
        {statement}
      </Text>
      {outcome && (
        <Text size="sm">
          {reason} · {t('rounds.deciders', { count: deciders.length })}
          {application.inEffectAt && ` · ${t('rounds.inEffect')}`}
        </Text>
      )}
      {recused && <Text size="sm">{t('rounds.recused')}</Text>}
      {round.sits && !recused && round.state === 'scoring' && (
        <Scores round={round} person={personId} />
      )}
      {round.sits && !recused && round.state === 'calibration' && (
        <>
          <Scores round={round} person={personId} />
          <Decide round={round} application={application} />
        </>
      )}
    </>
  )
}

/** One's own scores of an applicant; in calibration they change with a reason only. */
function Scores({ round, person }: { round: RoundReport; person: number }) {
  const t = useCareerStrings()
  const me = useMe()
  const own = (criterion: string) =>
    round.scores.find(
      (s) => s.userId === me.userId && s.personId === person && s.criterion === criterion,
    )
  const none = round.criteria.every(({ code }) => !own(code))
  return (
    <Group gap="sm" mt={4} align="flex-end">
      {round.criteria.map(({ code }) => (
        <Score
          key={code}
          round={round}
          person={person}
          criterion={code}
          given={own(code)?.points}
        />
      ))}
      {round.state === 'scoring' && none && (
        <AskText label={t('rounds.recuse')} send={() => recuse({ id: round.id, person })} />
      )}
    </Group>
  )
}

interface ScoreProps {
  round: RoundReport
  person: number
  criterion: string
  given: number | undefined
}

function Score({ round, person, criterion, given }: ScoreProps) {
  const t = useCareerStrings()
  const [points, setPoints] = useState(given ?? 3)
  const give = useCareerChange(score)
  const mark = { id: round.id, personId: person, criterion, points }
  const locked = round.state === 'scoring' && given !== undefined
  return (
    <div>
      <Group gap={4} align="flex-end">
        <NumberInput
          label={criterion}
          w={150}
          min={1}
          max={5}
          readOnly={locked}
          value={points}
          onChange={(value) => setPoints(Number(value) || 3)}
        />
        {round.state === 'scoring' && given === undefined && (
          <Button variant="default" loading={give.isPending} onClick={() => give.mutate(mark)}>
            {t('rounds.give')}
          </Button>
        )}
        {round.state === 'calibration' && given !== undefined && given !== points && (
          <AskText
            label={t('rounds.change')}
            text={t('rounds.reason')}
            send={(reason) => score({ ...mark, reason })}
          />
        )}
      </Group>
      {give.error && <RefusalPanel error={give.error} />}
    </div>
  )
}

const OUTCOMES = ['promoted', 'turned down', 'no seat'] as const

function Decide({ round, application }: { round: RoundReport; application: Application }) {
  const t = useCareerStrings()
  const me = useMe()
  const [outcome, setOutcome] = useState<Decision['outcome']>(application.outcome ?? 'promoted')
  const [reason, setReason] = useState(application.reason ?? '')
  const write = useCareerChange(decide)
  const about = { id: round.id, person: application.personId }
  const agrees = application.outcome && !application.deciders.includes(me.userId)
  return (
    <>
      <Group align="flex-end" mt={4}>
        <NativeSelect
          label={t('rounds.outcome')}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value as Decision['outcome'])}
          data={OUTCOMES.map((value) => ({ value, label: t(`rounds.outcomes.${value}`) }))}
        />
        <TextInput
          label={t('rounds.why')}
          w={380}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={write.isPending}
          onClick={() => write.mutate({ ...about, outcome, reason })}
        >
          {t('rounds.decide')}
        </Button>
        {agrees && application.outcome && (
          <Button
            variant="default"
            onClick={() =>
              application.outcome && write.mutate({ ...about, outcome: application.outcome })
            }
          >
            {t('rounds.agree')}
          </Button>
        )}
      </Group>
      {write.error && <RefusalPanel error={write.error} />}
    </>
  )
}
