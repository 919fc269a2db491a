import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { scorecardsQuery } from '@/api/owed'
import type { Portal } from '@/api/portal'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { usePortalStrings } from './strings'
import { Card, useProgrammeName } from './tasks'

/** The month before this one. */
function lastMonth(now = new Date()): string {
  return new Date(Date.UTC(now.getFullYear(), now.getMonth() - 1, 1)).toISOString().slice(0, 7)
}

/** The card of every programme, with what chance alone would make of it. */
export function Scores() {
  const t = usePortalStrings()
  const format = useFormat()
  const month = lastMonth()
  const { data = [] } = useQuery(scorecardsQuery(month))
  return (
    <Card title={t('scorecards')}>
      {data.map(({ programmeId, name, percent, low, high, possible }) => (
        <li key={programmeId}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/vendors/scorecard" search={{ programme: programmeId, month }} {...props} />
            )}
          >
            {name}
          </Anchor>
          <Text span>
            {percent === undefined
              ? t('unscored', { month: format.month(month) })
              : t('scoreLine', {
                  percent: format.percent(percent / 100, 1),
                  month: format.month(month),
                })}
          </Text>
          {low !== undefined && high !== undefined && Number(possible) > 0 && (
            <Text span c="dimmed">
              {t('scoreRange', {
                low: format.percent(low / Number(possible), 0),
                high: format.percent(high / Number(possible), 0),
              })}
            </Text>
          )}
        </li>
      ))}
    </Card>
  )
}

/** The accounts of the last months: open or closed, billed or not. */
export function Accounts({ portal }: { portal: Portal }) {
  const t = usePortalStrings()
  const format = useFormat()
  const name = useProgrammeName()
  return (
    <Card title={t('months')}>
      {portal.months.map(({ programmeId, month, closed, invoices }) => (
        <li key={`${programmeId} ${month}`}>
          <Anchor
            renderRoot={(props) => (
              <Link to="/vendors/money" search={{ programme: programmeId, month }} {...props} />
            )}
          >
            {format.list([name(programmeId), format.month(month)])}
          </Anchor>
          <Status standing={closed ? 'ok' : 'info'}>{t(closed ? 'closed' : 'open')}</Status>
          {invoices.length === 0 && !closed && <Text c="dimmed">{t('noInvoice')}</Text>}
          {invoices.map(({ id, number, billed, open }) => (
            <Text span key={id}>
              {format.list([
                t('invoice', { number, billed: format.money(billed) }),
                open > 0 ? t('queries', { count: open }) : t('agreed'),
              ])}
            </Text>
          ))}
        </li>
      ))}
    </Card>
  )
}

/** What the vendor owes its members, as far as it is disputed. */
export function Pay({ portal }: { portal: Portal }) {
  const t = usePortalStrings()
  if (portal.payrolls.length === 0) return null
  return (
    <Card title={t('payrolls')}>
      {portal.payrolls.map(({ id, name, open }) => (
        <li key={id}>
          <Anchor renderRoot={(props) => <Link to="/vendors/payroll" {...props} />}>
            {t('payrollLine', { name, count: open })}
          </Anchor>
        </li>
      ))}
    </Card>
  )
}
