import { Button, Progress, Table, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { api, body, idempotencyKey } from '@/api/client'
import { finished, useJob } from '@/api/jobs'
import { failureText } from '@/app/jobs/failure'
import { trackJob } from '@/app/jobs/tracked'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import type { Roster } from '../model/types'
import { limitText, useAnyRuleWords } from './limit-words'
import { useWhyStrings } from './strings'

interface RulePrices {
  readonly version: number
  readonly cost: number
  readonly bound: number
  readonly rules: readonly {
    readonly agreement: string
    readonly rule: string
    readonly subject?: string
    readonly from: number
    readonly to: number
    readonly people: number
    readonly price: number
  }[]
}

const KIND = 'roster.rule_prices'

/** What each limit of each agreement costs: found by a job, kept until the roster changes. */
export function Prices({ roster }: { roster: Roster }) {
  const t = useWhyStrings()
  const last = useQuery({
    queryKey: ['rosters', roster.id, 'rule-prices'],
    queryFn: async () => {
      const query = { subject: `roster:${roster.id}`, limit: 50 }
      const { items } = body(await api.GET('/jobs', { params: { query } }))
      return items.find(({ kind }) => kind === KIND)?.id ?? null
    },
  })
  const start = useMutation({
    mutationFn: async () => {
      const params = { path: { id: roster.id }, header: idempotencyKey() }
      return body(await api.POST('/rosters/{id}/rule-prices', { params })).jobId
    },
    onSuccess: trackJob,
  })
  const { data: job } = useJob(start.data ?? last.data ?? undefined)
  const busy = job !== undefined && !finished(job)
  const found = job?.state === 'done' ? (job.result as unknown as RulePrices) : undefined
  return (
    <>
      <Title order={3} mt="md">
        {t('prices.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('prices.text')}
      </Text>
      {start.isError && <ErrorPanel error={start.error} />}
      {busy && <Progress value={100 * job.fraction} aria-label={t('prices.title')} mb={6} />}
      {job?.state === 'failed' && (
        <Status standing="bad">
          {t('prices.failed')}
          {colon()}
          {failureText(job)}
        </Status>
      )}
      {found && found.version !== roster.version && (
        <Status standing="warn">{t('prices.old')}</Status>
      )}
      {found && <PriceTable prices={found} />}
      <Button
        size="xs"
        variant="default"
        mt={4}
        loading={start.isPending || busy}
        onClick={() => start.mutate()}
      >
        {t(found ? 'prices.again' : 'prices.ask')}
      </Button>
    </>
  )
}

function PriceTable({ prices }: { prices: RulePrices }) {
  const t = useWhyStrings()
  const format = useFormat()
  const rule = useAnyRuleWords()
  if (prices.rules.length === 0) return <Text size="sm">{t('prices.none')}</Text>
  return (
    <>
      <Text size="sm">
        {t('prices.bound', {
          bound: format.fixed(prices.bound, 1),
          cost: format.fixed(prices.cost, 1),
        })}
      </Text>
      <Table verticalSpacing={3} aria-label={t('prices.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('prices.rule')}</Table.Th>
            <Table.Th>{t('prices.notch')}</Table.Th>
            <Table.Th ta="end">{t('prices.people')}</Table.Th>
            <Table.Th ta="end">{t('prices.price')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {prices.rules.map((one) => (
            <Table.Tr key={`${one.agreement} ${one.rule} ${one.subject ?? ''} ${one.to}`}>
              <Table.Th scope="row" fw={400}>
                {rule(one.rule)} {one.subject} ({one.agreement})
              </Table.Th>
              <Table.Td>
                {limitText(one.rule, one.from)} → {limitText(one.rule, one.to)}
              </Table.Td>
              <Table.Td ta="end">{format.number(one.people)}</Table.Td>
              <Table.Td ta="end">{format.fixed(one.price, 1)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
