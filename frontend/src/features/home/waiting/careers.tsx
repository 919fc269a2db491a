import { Anchor, SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  contestedQuery,
  type Election,
  electionsQuery,
  type Round,
  roundsQuery,
} from '@/features/careers/queries'
import { useNameOf } from '@/features/careers/words'
import { today } from '@/features/me/days'
import { type Requisition, requisitionsQuery } from '@/features/requisitions/queries'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { TodoList } from '@/parts/todo-list'
import { useWaitingStrings } from './strings'

/** What HR has under way: rounds, elections, contested evidence, requisitions. */
export function CareersWaiting() {
  const rounds = useQuery(roundsQuery)
  const elections = useQuery(electionsQuery)
  const requisitions = useQuery(requisitionsQuery)
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing={0}>
      <div>
        {rounds.data && <Rounds rows={rounds.data} />}
        <Records />
      </div>
      <div>
        {elections.data && <Elections rows={elections.data} />}
        {requisitions.data && <Requisitions rows={requisitions.data} />}
      </div>
    </SimpleGrid>
  )
}

function Rounds({ rows }: { rows: readonly Round[] }) {
  const t = useWaitingStrings()
  const format = useFormat()
  const day = today(new Date())
  const under = rows.flatMap((round) => {
    const { state } = round
    if (state === 'closed') return []
    const until = state === 'open' ? round.closesOn : state === 'appeals' ? round.appealsDue : ''
    return [{ ...round, state, until: until ?? '' }]
  })
  return (
    <TodoList title={t('rounds')} nothing={t('nothing')}>
      {under.map(({ id, name, state, until }) => (
        <li key={id}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/careers/rounds/$roundId" params={{ roundId: id }} {...props} />
            )}
          >
            {name}
          </Anchor>
          <Status standing={until && until < day ? 'warn' : 'info'}>
            {t(`roundStates.${state}`, { day: until && format.day(until) })}
          </Status>
        </li>
      ))}
    </TodoList>
  )
}

function Elections({ rows }: { rows: readonly Election[] }) {
  const t = useWaitingStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const day = today(new Date())
  const under = rows.flatMap((election) => {
    const { state, closesOn } = election
    if (state === 'counted') return []
    const over = state === 'open' && closesOn < day
    return [{ ...election, state: over ? ('over' as const) : state }]
  })
  return (
    <TodoList title={t('elections')} nothing={t('nothing')}>
      {under.map(({ id, award, month, state, closesOn }) => (
        <li key={id}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/careers/elections/$electionId" params={{ electionId: id }} {...props} />
            )}
          >
            {nameOf(award)} · {format.month(month)}
          </Anchor>
          <Status standing={state === 'over' ? 'warn' : 'info'}>
            {t(`electionStates.${state}`, { day: format.day(closesOn) })}
          </Status>
        </li>
      ))}
    </TodoList>
  )
}

function Records() {
  const t = useWaitingStrings()
  const { data } = useQuery(contestedQuery)
  if (!data?.length) return null
  return (
    <TodoList title={t('records')} nothing={t('nothing')}>
      {[
        <li key="records">
          <Anchor renderRoot={(props) => <Link to="/careers/readiness" {...props} />}>
            {t('recordLine', { count: data.length })}
          </Anchor>
        </li>,
      ]}
    </TodoList>
  )
}

function Requisitions({ rows }: { rows: readonly Requisition[] }) {
  const t = useWaitingStrings()
  const under = rows.flatMap((one) =>
    one.state === 'closed' ? [] : [{ ...one, state: one.state }],
  )
  return (
    <TodoList title={t('requisitions')} nothing={t('nothing')}>
      {under.map(({ id, name, state, seats }) => (
        <li key={id}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/careers/requisitions/$id" params={{ id }} {...props} />
            )}
          >
            {name}
          </Anchor>
          <Status standing={state === 'draft' ? 'warn' : 'info'}>
            {t(`requisitionStates.${state}`, { count: seats })}
          </Status>
        </li>
      ))}
    </TodoList>
  )
}
