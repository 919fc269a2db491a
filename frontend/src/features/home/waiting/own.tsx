import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ownBidsQuery } from '@/api/own-bids'
import { useMay } from '@/api/session'
import { ownQuery } from '@/features/careers/queries'
import { useNameOf } from '@/features/careers/words'
import { today } from '@/features/me/days'
import { NextShift } from '@/features/me/next-shift'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { TodoList } from '@/parts/todo-list'
import { useWaitingStrings } from './strings'

/** An agent's own: the next shift, and what can be chosen, voted or asked for now. */
export function OwnWaiting() {
  const t = useWaitingStrings()
  return (
    <div style={{ maxWidth: 560 }}>
      <NextShift />
      <Choices />
      <p>
        <Anchor renderRoot={(props) => <Link to="/me" {...props} />}>{t('schedule')}</Anchor>
      </p>
    </div>
  )
}

function Choices() {
  const t = useWaitingStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const own = useQuery({ ...ownQuery, enabled: useMay('careers:own') })
  const bids = useQuery(ownBidsQuery)
  if (own.isLoading || bids.isLoading) return null
  const day = today(new Date())
  const path = (props: object) => <Link to="/me/path" {...props} />
  const until = (last: string) => (
    <Status standing="warn">{t('until', { day: format.day(last) })}</Status>
  )
  const elections = (own.data?.elections ?? []).filter(
    ({ state, hasVoted, closesOn }) => state === 'open' && !hasVoted && closesOn >= day,
  )
  const rounds = own.data?.rounds ?? []
  return (
    <TodoList title={t('own')} nothing={t('nothing')}>
      {[
        ...elections.map(({ id, award, closesOn }) => (
          <li key={`election ${id}`}>
            <Anchor renderRoot={path}>{t('vote', { award: nameOf(award) })}</Anchor>
            {until(closesOn)}
          </li>
        )),
        ...rounds
          .filter(({ mayApply, application }) => mayApply && !application)
          .map(({ id, name, closesOn }) => (
            <li key={`round ${id}`}>
              <Anchor renderRoot={path}>{t('apply', { name })}</Anchor>
              {until(closesOn)}
            </li>
          )),
        ...rounds
          .filter(
            ({ state, application, appeal, appealsDue = '' }) =>
              state === 'appeals' && application && !appeal && appealsDue >= day,
          )
          .map(({ id, name, appealsDue = '' }) => (
            <li key={`appeal ${id}`}>
              <Anchor renderRoot={path}>{t('appeal', { name })}</Anchor>
              {until(appealsDue)}
            </li>
          )),
        ...(bids.data ?? [])
          .filter(({ state }) => state === 'open')
          .map(({ id, name, closesAt, zone }) => (
            <li key={`bid ${id}`}>
              <Anchor
                renderRoot={(props) => (
                  <Link to="/me/bids/$bidId" params={{ bidId: id }} {...props} />
                )}
              >
                {t('bid', { name })}
              </Anchor>
              <Status standing="warn">
                {t('until', { day: format.dateTime(closesAt, zone) })}
              </Status>
            </li>
          )),
      ]}
    </TodoList>
  )
}
