import { Anchor, SimpleGrid } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { waitingQuery } from '@/api/authority'
import { openInvoicesQuery, programmeList } from '@/api/owed'
import { appealsQuery } from '@/features/judged/queries'
import { boardQuery } from '@/features/voice/queries'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { TodoList } from '@/parts/todo-list'
import { useWaitingStrings } from './strings'

/** What waits for a manager of vendors: open lines, appeals, decisions, overdue problems. */
export function VendorsWaiting() {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing={0} mt="md">
      <div>
        <Invoices />
        <Decisions />
      </div>
      <div>
        <Appeals />
        <Problems />
      </div>
    </SimpleGrid>
  )
}

function Invoices() {
  const t = useWaitingStrings()
  const format = useFormat()
  const { data: programmes = [], isLoading } = useQuery(programmeList)
  const lists = useQueries({ queries: programmes.map(({ id }) => openInvoicesQuery(id)) })
  if (isLoading || lists.some((list) => list.isLoading)) return null
  const nameOf = (id: number) => programmes.find((one) => one.id === id)?.name ?? `#${id}`
  return (
    <TodoList title={t('invoices')} nothing={t('nothing')}>
      {lists
        .flatMap(({ data = [] }) => data)
        .map(({ id, number, programmeId, month, open }) => (
          <li key={id}>
            <Anchor
              renderRoot={(props) => (
                <Link
                  to="/vendors/money"
                  search={{ programme: programmeId, month, invoice: id }}
                  {...props}
                />
              )}
            >
              {t('invoiceLine', {
                number,
                programme: nameOf(programmeId),
                month: format.month(month),
              })}
            </Anchor>
            <Status standing="warn">{t('lines', { count: open })}</Status>
          </li>
        ))}
    </TodoList>
  )
}

function Appeals() {
  const t = useWaitingStrings()
  const format = useFormat()
  const { data } = useQuery(appealsQuery)
  if (!data) return null
  const now = new Date().toISOString()
  return (
    <TodoList title={t('appeals')} nothing={t('nothing')}>
      {data
        .filter(({ state }) => state === 'open')
        .map(({ id, contact, agent, dueAt }) => (
          <li key={id}>
            <Anchor renderRoot={(props) => <Link to="/vendors/quality/appeals" {...props} />}>
              {contact}, {agent}
            </Anchor>
            <Status standing={dueAt < now ? 'bad' : 'warn'}>
              {t(dueAt < now ? 'overSince' : 'until', { day: format.day(dueAt.slice(0, 10)) })}
            </Status>
          </li>
        ))}
    </TodoList>
  )
}

function Decisions() {
  const t = useWaitingStrings()
  const { data } = useQuery(waitingQuery)
  if (!data?.length) return null
  return (
    <TodoList title={t('decisions')} nothing={t('nothing')}>
      {[
        <li key="decisions">
          <Anchor renderRoot={(props) => <Link to="/vendors/decisions" {...props} />}>
            {t('decisionLine', { count: data.length })}
          </Anchor>
        </li>,
      ]}
    </TodoList>
  )
}

function Problems() {
  const t = useWaitingStrings()
  const format = useFormat()
  const { data } = useQuery(boardQuery(false))
  const late = data?.problems.filter(({ overdueH }) => overdueH > 0) ?? []
  if (late.length === 0) return null
  return (
    <TodoList title={t('problems')} nothing={t('nothing')}>
      {late.map(({ id, title, due }) => (
        <li key={id}>
          <Anchor renderRoot={(props) => <Link to="/vendors/voice/problems" {...props} />}>
            {title}
          </Anchor>
          <Status standing="bad">{t('overSince', { day: format.day(due.slice(0, 10)) })}</Status>
        </li>
      ))}
    </TodoList>
  )
}
