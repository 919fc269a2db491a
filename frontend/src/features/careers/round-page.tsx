import { Button, Group, List, MultiSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { Applicants } from './applicants'
import classes from './careers.module.css'
import {
  accountsQuery,
  advanceRound,
  type RoundReport,
  roundQuery,
  seatBoard,
  useCareerChange,
} from './queries'
import { RefusalPanel } from './refusals/panel'
import { AppealsPanel, EffectPanel, FairnessPanel } from './round-panels'
import { DayChanges, RoundFaults } from './round-terms'
import { useCareerStrings } from './strings'
import { useNamed } from './words'

const route = getRouteApi('/shell/careers/rounds/$roundId')

/** The cockpit of a round: where it stands, who applies, what the board thinks and decides. */
export function RoundPage() {
  const t = useCareerStrings()
  const { roundId } = route.useParams()
  const manages = useMay('careers:manage')
  const query = useQuery(roundQuery(roundId))
  return (
    <Page
      title={query.data?.name ?? t('rounds.title')}
      trail={[
        <Link key="all" to="/careers/rounds">
          {t('rounds.title')}
        </Link>,
      ]}
    >
      <Loaded query={query}>
        {(round) => (
          <Stack gap={0}>
            <Head round={round} />
            <Board round={round} />
            <Applicants round={round} />
            <EffectPanel round={round} />
            <Changes round={round} />
            <AppealsPanel round={round} />
            {manages && round.applications.length > 0 && <FairnessPanel id={round.id} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

const STATES = ['draft', 'open', 'scoring', 'calibration', 'decided', 'appeals', 'closed'] as const

function Head({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const named = useNamed()
  const manages = useMay('careers:manage')
  const advance = useCareerChange(advanceRound)
  const { state, room } = round
  return (
    <Stack gap="xs" mb="md">
      <ol className={classes.lane}>
        {STATES.map((one) => (
          <li key={one} className={classes.rung} data-here={one === state || undefined}>
            {t(`rounds.states.${one}`)}
          </li>
        ))}
      </ol>
      <Group gap="lg">
        <Text>{named(round.rungName)}</Text>
        <Text>
          {t('rounds.seats')}
          {colon()}
          {round.seats}
        </Text>
        <Text>{room === undefined ? t('rounds.noLimit') : t('rounds.room', { room })}</Text>
        <Text>
          {t('rounds.opens')} {format.day(round.opensOn)} {t('rounds.closes')}{' '}
          {format.day(round.closesOn)}
        </Text>
        <Text>{t('rounds.appliedOn', { day: format.day(round.effectiveOn) })}</Text>
      </Group>
      <DayChanges round={round} />
      <RoundFaults round={round} />
      {advance.error && <RefusalPanel error={advance.error} />}
      {manages && state !== 'closed' && (
        <div>
          <Button
            loading={advance.isPending}
            onClick={() =>
              advance.mutate(round, { onSuccess: () => toast.done(t('rounds.advanced')) })
            }
          >
            {t(`rounds.next.${state}`)}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Board({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const manages = useMay('careers:manage')
  const changes = manages && ['draft', 'open', 'scoring'].includes(round.state)
  const { data: accounts = [] } = useQuery({ ...accountsQuery, enabled: changes })
  const [users, setUsers] = useState(round.board.map(({ userId }) => String(userId)))
  const seat = useCareerChange(seatBoard)
  return (
    <Panel title={t('rounds.board')}>
      <ul className={classes.findings}>
        {round.board.map((member) => (
          <li key={member.userId} className={classes.finding}>
            <span>{member.name}</span>
            {round.leniency.map(
              (one) =>
                one.name === member.name && (
                  <Text key={one.name} size="sm" c="dimmed">
                    {t('rounds.leniency')}
                    {colon()}
                    {format.number(one.points, 2)}
                  </Text>
                ),
            )}
            {round.state === 'scoring' && (
              <Status standing={member.complete ? 'ok' : 'warn'}>
                {t(member.complete ? 'rounds.scored' : 'rounds.waiting')}
              </Status>
            )}
          </li>
        ))}
      </ul>
      {seat.error && <RefusalPanel error={seat.error} />}
      {changes && (
        <Group align="flex-end" mt="sm">
          <MultiSelect
            label={t('rounds.board')}
            w={420}
            value={users}
            onChange={setUsers}
            data={accounts.map(({ userId, name }) => ({ value: String(userId), label: name }))}
          />
          <Button
            variant="default"
            loading={seat.isPending}
            onClick={() => seat.mutate({ id: round.id, users: users.map(Number), of: round })}
          >
            {t('rounds.seat')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}

function Changes({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  if (round.scoreChanges.length === 0) return null
  const member = (id: number) => round.board.find(({ userId }) => userId === id)?.name ?? ''
  const person = (id: number) => round.applications.find((a) => a.personId === id)?.name ?? ''
  return (
    <Panel title={t('rounds.changes')}>
      <List>
        {round.scoreChanges.map((change) => (
          <List.Item key={`${change.at} ${change.criterion}`}>
            {member(change.userId)}
            {colon()}
            {person(change.personId)}, {change.criterion}
            {colon()}
            {change.before} → {change.after}. {change.reason}
          </List.Item>
        ))}
      </List>
    </Panel>
  )
}
