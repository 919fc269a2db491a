import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { programmeList } from '@/api/owed'
import type { Portal } from '@/api/portal'
import { useNames } from '@/api/resource'
import { queues } from '@/api/workforce'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { TodoList } from '@/parts/todo-list'
import { usePortalStrings } from './strings'

interface Props {
  portal: Portal
}

/** A card with a line for everything that waits, or the word that nothing does. */
export function Card({ title, children }: { title: string; children: readonly ReactNode[] }) {
  const t = usePortalStrings()
  return (
    <TodoList title={title} nothing={t('nothing')}>
      {children}
    </TodoList>
  )
}

/** What a programme is called. */
export function useProgrammeName(): (id: number) => string {
  const { data = [] } = useQuery(programmeList)
  return (id) => data.find((one) => one.id === id)?.name ?? `#${id}`
}

/** Requests of the owner for hours. */
export function Commitments({ portal }: Props) {
  const t = usePortalStrings()
  const format = useFormat()
  const name = useProgrammeName()
  return (
    <Card title={t('commitments')}>
      {portal.commitments.map(({ id, programmeId, queueId, from, to, ...of }) => (
        <li key={id}>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/vendors/shortfall"
                search={{ queue: queueId, from, commitment: id }}
                {...props}
              />
            )}
          >
            {t('commitmentLine', {
              hours: format.number(of.askedHours),
              programme: name(programmeId),
              from: format.day(from),
              to: format.day(to),
            })}
          </Anchor>
          <Status standing={of.overdue ? 'bad' : 'warn'}>
            {t(of.overdue ? 'overdue' : 'answerBy', { when: format.dateTime(of.dueAt, of.zone) })}
          </Status>
        </li>
      ))}
    </Card>
  )
}

/** Rosters and delivered hours of agreed days that nobody has sent. */
export function Hours({ portal }: Props) {
  const t = usePortalStrings()
  const format = useFormat()
  const name = useProgrammeName()
  const queue = useNames(queues)
  return (
    <Card title={t('hours')}>
      {portal.hours.map(({ programmeId, queueId, kind, from, to, days }) => (
        <li key={`${programmeId} ${queueId} ${kind} ${from}`}>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/vendors/shortfall"
                search={{ queue: queueId, from, send: true }}
                {...props}
              />
            )}
          >
            {t('hoursLine', {
              kind: t(`kinds.${kind}`),
              programme: name(programmeId),
              queue: queue(queueId),
              from: format.day(from),
              to: format.day(to),
            })}
          </Anchor>
          <Status standing={kind === 'delivered' ? 'warn' : 'info'}>
            {t('daysMissing', { count: days })}
          </Status>
        </li>
      ))}
    </Card>
  )
}

/** Members who may soon not be booked. */
export function Certificates({ portal }: Props) {
  const t = usePortalStrings()
  return (
    <Card title={t('certificates')}>
      {portal.certificates.map(({ id, name, lapsing }) => (
        <li key={id}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/vendors/members/$memberId" params={{ memberId: id }} {...props} />
            )}
          >
            {name}
          </Anchor>
          <Status standing="warn">{t('certificateLine', { count: lapsing })}</Status>
        </li>
      ))}
    </Card>
  )
}

const SOON = 7
const SHOWN = 8

/** Bad evaluations with days left to object. */
export function Evaluations({ portal }: Props) {
  const t = usePortalStrings()
  const format = useFormat()
  const { evaluations, disputable, appeals } = portal
  const shown = evaluations.slice(0, SHOWN)
  return (
    <Card title={t('evaluations')}>
      {[
        ...shown.map(({ id, contact, agent, points, critical, daysLeft }) => (
          <li key={id}>
            <Anchor
              renderRoot={(props) => (
                <Link
                  to="/vendors/quality/evaluations/$evaluationId"
                  params={{ evaluationId: id }}
                  {...props}
                />
              )}
            >
              {t('evaluationLine', { contact, agent, points: format.number(points) })}
              {critical && ` · ${t('critical')}`}
            </Anchor>
            <Status standing={daysLeft < SOON ? 'warn' : 'info'}>
              {t('daysLeft', { count: daysLeft })}
            </Status>
          </li>
        )),
        ...(disputable > shown.length
          ? [
              <li key="more">
                <Anchor
                  renderRoot={(props) => <Link to="/vendors/quality/evaluations" {...props} />}
                >
                  {t('more', { count: disputable - shown.length })}
                </Anchor>
              </li>,
            ]
          : []),
        ...(appeals > 0
          ? [
              <li key="appeals">
                <Anchor renderRoot={(props) => <Link to="/vendors/quality/appeals" {...props} />}>
                  {t('appeals', { count: appeals })}
                </Anchor>
              </li>,
            ]
          : []),
      ]}
    </Card>
  )
}

/** Intervals for which the vendor's members may ask. */
export function Releases({ portal }: Props) {
  const t = usePortalStrings()
  const format = useFormat()
  if (portal.releases.length === 0) return null
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
  return (
    <Card title={t('releases')}>
      {portal.releases.map(({ id, name, slots, closesAt, zone }) => (
        <li key={id}>
          <Anchor renderRoot={(props) => <Link to="/vendors/bookings" {...props} />}>
            {t('releaseLine', {
              name,
              asked: format.number(sum(slots.map(({ asked }) => asked))),
              need: format.number(sum(slots.map(({ need }) => need))),
              when: format.dateTime(closesAt, zone),
            })}
          </Anchor>
        </li>
      ))}
    </Card>
  )
}
