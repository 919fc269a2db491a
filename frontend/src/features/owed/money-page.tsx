import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { closePeriod, OWED, statementQuery, type VendorStatement } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { type Account, AccountPage } from './account'
import { Corrections } from './corrections'
import { Credits } from './credits'
import { Derived } from './derived'
import { InvoiceDiff } from './invoice-diff'
import { Invoices } from './invoices'
import { useMetricNames } from './metric-names'
import classes from './owed.module.css'
import { useOwedStrings } from './strings'

/** What a month comes to: statement, credits, invoices, close. */
export function MoneyPage() {
  const t = useOwedStrings()
  return <AccountPage title={t('money.title')}>{(of) => <Month {...of} />}</AccountPage>
}

function Month({ programme, month, search, show }: Account) {
  const t = useOwedStrings()
  const query = useQuery(statementQuery(programme.id, month))
  return (
    <Stack gap="sm">
      <Loaded query={query}>
        {(statement) => (
          <>
            <Sums statement={statement} />
            <Panel title={t('money.charges')}>
              {statement.charges.map((step) => (
                <Derived key={`${step.name}/${step.of}`} step={step} />
              ))}
            </Panel>
            <Credits programme={programme.id} statement={statement} />
            <Closing programme={programme.id} statement={statement} />
          </>
        )}
      </Loaded>
      <Invoices
        programme={programme.id}
        month={month}
        closed={query.data?.closed !== undefined}
        onOpen={(invoice) => show({ invoice })}
      />
      {search.invoice !== undefined && (
        <InvoiceDiff id={search.invoice} closed={query.data?.closed !== undefined} />
      )}
    </Stack>
  )
}

function Sums({ statement }: { statement: VendorStatement }) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const format = useFormat()
  const { closed } = statement
  const figures = [
    ['charge', statement.charge],
    ['credits', statement.credited],
    ...(statement.earned.minor !== 0 ? [['earned', statement.earned] as const] : []),
    ['due', statement.due],
    ['cap', statement.cap],
  ] as const
  return (
    <Stack gap="xs">
      {closed ? (
        <Group gap="md">
          <Status standing="ok">{t('money.closed', { day: format.day(closed.on) })}</Status>
          <Text size="sm" c="dimmed">
            {t('money.hash', { hash: closed.hash.slice(0, 12) })}
          </Text>
        </Group>
      ) : (
        <Group>
          <Status standing="info">{t('money.open')}</Status>
        </Group>
      )}
      <dl className={classes.sums}>
        {figures.map(([key, amount]) => (
          <div key={key}>
            <dt>{t(`money.${key}`)}</dt>
            <dd>{format.money(amount)}</dd>
          </div>
        ))}
        {statement.byShare && (
          <div>
            <dt>{t('money.share')}</dt>
            <dd>{format.percent(Number(statement.vendorShare), 1)}</dd>
          </div>
        )}
      </dl>
      {statement.ladder.map(({ metric, misses, months, leads }) => (
        <Alert key={`${metric}/${leads}`} color="yellow">
          {t('money.ladder', {
            metric: name(metric),
            misses,
            months,
            leads: t(`money.leads.${leads as 'step_in'}`),
          })}
        </Alert>
      ))}
    </Stack>
  )
}

function Closing({ programme, statement }: { programme: number; statement: VendorStatement }) {
  const t = useOwedStrings()
  const may = useMay('vendors:manage')
  const client = useQueryClient()
  const close = useMutation({
    mutationFn: () => closePeriod(programme, statement.month),
    onSuccess: () => client.invalidateQueries({ queryKey: OWED }),
  })
  if (statement.closed) {
    return <Corrections programme={programme} statement={statement} closed={statement.closed} />
  }
  if (!may) return null
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('money.closeHint')}
      </Text>
      <Group>
        <Button loading={close.isPending} onClick={() => close.mutate()}>
          {t('money.close')}
        </Button>
      </Group>
      {close.isError && <ErrorPanel error={close.error} />}
    </Stack>
  )
}
