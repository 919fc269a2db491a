import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { AskText } from './ask-text'
import { Ballot } from './ballot'
import classes from './careers.module.css'
import { Findings } from './findings'
import {
  appeal,
  apply,
  contest,
  type Evidence,
  type Move,
  type OwnCareer,
  type OwnRound,
  ownQuery,
  withdraw,
} from './queries'
import { useCareerStrings } from './strings'
import { useNamed, useNameOf, useSourceName, VERDICTS } from './words'

/** One's own way, made for a phone: where one stands, what is met and what lacks, what is open. */
export function PathPage() {
  const t = useCareerStrings()
  const query = useQuery(ownQuery)
  return (
    <Page
      title={t('path.title')}
      actions={
        <Button component="a" href="/api/v1/me/career-data" download variant="default">
          {t('path.takeAway')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(own) => (
          <Stack gap={0} maw={720}>
            <Place own={own} />
            {own.elections.some(({ state }) => state !== 'nominating') && (
              <Panel title={t('path.elections')}>
                {own.elections.slice(0, 4).map((election) => (
                  <Ballot key={election.id} election={election} voter={own.path.personId} />
                ))}
              </Panel>
            )}
            {own.rounds.length > 0 && (
              <Panel title={t('path.rounds')}>
                {own.rounds.map((round) => (
                  <OneRound key={round.id} round={round} />
                ))}
              </Panel>
            )}
            {own.path.moves.map((move) => (
              <Next key={move.to} own={own} move={move} />
            ))}
            <Proof list={own.evidence} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function useRungName(own: OwnCareer) {
  const named = useNamed()
  return (code: string | undefined) => {
    const rung = own.path.ladder?.rungs.find((r) => r.code === code)
    return rung ? named(rung.name) : (code ?? '')
  }
}

function Place({ own }: { own: OwnCareer }) {
  const t = useCareerStrings()
  const format = useFormat()
  const name = useRungName(own)
  const { rung, since, spells } = own.path
  if (!rung) return <Text c="dimmed">{t('path.none')}</Text>
  return (
    <Panel title={`${t('path.on')}${colon()}${name(rung)}`}>
      <Text c="dimmed">{since && t('path.since', { day: format.day(since) })}</Text>
      <Text mt="xs">{t('path.history')}</Text>
      <ol className={classes.lane}>
        {spells.map((spell) => (
          <li key={spell.from} className={classes.rung} data-here={!spell.to || undefined}>
            {name(spell.rung)}
            <Text size="sm" c="dimmed">
              {format.day(spell.from)}
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

function Next({ own, move }: { own: OwnCareer; move: Move }) {
  const t = useCareerStrings()
  const format = useFormat()
  const name = useRungName(own)
  return (
    <Panel title={`${t(`moves.${move.kind}`)}${colon()}${name(move.to)}`}>
      <Group justify="space-between" mb="xs">
        <Status standing={VERDICTS[move.verdict]}>{t(`ready.${move.verdict}`)}</Status>
        <Text>{t('path.met', { met: move.met, asked: move.asked })}</Text>
        {move.earliest && move.verdict !== 'passes' && (
          <Text>{t('earliest', { day: format.day(move.earliest) })}</Text>
        )}
      </Group>
      <Progress
        value={move.asked ? (100 * move.met) / move.asked : 100}
        aria-label={t('path.met', { met: move.met, asked: move.asked })}
        mb="sm"
      />
      <Findings finding={move.finding} />
    </Panel>
  )
}

function OneRound({ round }: { round: OwnRound }) {
  const t = useCareerStrings()
  const format = useFormat()
  const named = useNamed()
  const { application, appeal: made } = round
  const open = application && !application.outcome
  return (
    <div className={classes.finding}>
      <div>
        <b>{round.name}</b> · {named(round.rungName)}
        <Text size="sm" c="dimmed">
          {t('path.until', { day: format.day(round.closesOn) })} ·{' '}
          {t('path.effective', { day: format.day(round.effectiveOn) })}
        </Text>
        {application?.outcome && (
          <Text>
            {t('path.outcome')}
            {colon()}
            {t(`rounds.outcomes.${application.outcome}`)}. {application.reason}
          </Text>
        )}
        {made && (
          <Text>
            {t('path.appealed')} {made.answer}
          </Text>
        )}
      </div>
      {round.mayApply && !application && (
        <AskText
          label={t('path.apply')}
          text={t('path.statement')}
          send={(statement) => apply({ id: round.id, statement })}
        />
      )}
      {open && (
        <Group gap="xs">
          <Status standing="info">{t('path.applied')}</Status>
          <AskText label={t('path.withdraw')} send={() => withdraw(round.id)} />
        </Group>
      )}
      {application?.outcome && application.outcome !== 'promoted' && !made && round.appealsDue && (
        <AskText
          label={t('path.appeal')}
          text={t('path.appealWhy')}
          send={(reason) => appeal({ id: round.id, reason })}
        />
      )}
    </div>
  )
}

const FEW = 8

function Proof({ list }: { list: readonly Evidence[] }) {
  const t = useCareerStrings()
  const [all, setAll] = useState(false)
  return (
    <Panel title={t('path.evidence')}>
      <Text c="dimmed" mb="xs">
        {t('path.evidenceText')}
      </Text>
      <ul className={classes.findings}>
        {list.slice(0, all ? 60 : FEW).map((piece) => (
          <Piece key={piece.id} piece={piece} />
        ))}
      </ul>
      {!all && list.length > FEW && (
        <Anchor component="button" type="button" onClick={() => setAll(true)}>
          {t('path.more', { count: list.length })}
        </Anchor>
      )}
    </Panel>
  )
}

function Piece({ piece }: { piece: Evidence }) {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const sourceOf = useSourceName()
  const share = piece.register === 'metrics' && piece.value !== undefined && piece.value <= 1
  return (
    <li className={classes.piece}>
      <span>
        {nameOf(piece.what)} · {format.day(piece.day)}
        {piece.register === 'metrics' && piece.value !== undefined && (
          <> · {share ? format.percent(piece.value, 1) : format.number(piece.value, 1)}</>
        )}
        <Text size="sm" c="dimmed">
          {sourceOf(piece.source)} {piece.note}
        </Text>
      </span>
      {piece.contest === 'open' && piece.contestDue && (
        <Status standing="info">
          {t('path.contested', { day: format.day(piece.contestDue) })}
        </Status>
      )}
      {piece.contest === 'upheld' && <Status standing="ok">{t('path.upheld')}</Status>}
      {piece.contest === 'rejected' && (
        <Text>{t('path.rejected', { answer: piece.answer ?? '' })}</Text>
      )}
      {!piece.contest && (
        <AskText
          label={t('path.contest')}
          text={t('path.why')}
          send={(reason) => contest({ id: piece.id, reason })}
        />
      )}
    </li>
  )
}
