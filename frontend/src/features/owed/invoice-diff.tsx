import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type InvoiceFinding, invoiceQuery, moveLine, OWED } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Derived } from './derived'
import { Rerun } from './invoice-rerun'
import { useReasonNames } from './metric-names'
import { useOwedStrings } from './strings'

type Step = Parameters<typeof moveLine>[1]['to']

/** An invoice line by line beside what was expected, with what can be done about each. */
export function InvoiceDiff({ id, closed }: { id: number; closed: boolean }) {
  const t = useOwedStrings()
  const query = useQuery(invoiceQuery(id))
  return (
    <Loaded query={query}>
      {(invoice) => (
        <Panel title={t('money.diff', { number: invoice.number })}>
          <Stack gap="md">
            <Rerun key={id} invoice={id} closed={closed} />
            {invoice.systematic && <Alert color="yellow">{t('money.systematic')}</Alert>}
            {invoice.findings.length === 0 && (
              <Status standing="ok">{t('money.allMatched')}</Status>
            )}
            {invoice.findings.map((finding) => (
              <Finding key={finding.finding} invoice={id} finding={finding} closed={closed} />
            ))}
          </Stack>
        </Panel>
      )}
    </Loaded>
  )
}

/** What can become of a line next; the last two are the owner's to say. */
const NEXT: Record<InvoiceFinding['state'], readonly Step[]> = {
  matched: [],
  query: ['agreed', 'disputed'],
  disputed: ['agreed', 'credit_noted'],
  agreed: ['paid', 'credit_noted'],
  paid: ['credit_noted'],
  credit_noted: [],
}
const OWNERS: readonly Step[] = ['paid', 'credit_noted']
/** What changes nothing of what is owed: a closed month allows it. Disputes left in one have run out. */
const SETTLED: readonly Step[] = ['agreed', 'paid']

interface FindingProps {
  invoice: number
  finding: InvoiceFinding
  closed: boolean
}

function Finding({ invoice, finding, closed }: FindingProps) {
  const t = useOwedStrings()
  const reason = useReasonNames()
  const format = useFormat()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const move = useMutation({
    mutationFn: (to: Step) =>
      moveLine(invoice, { finding: finding.finding, to, why: why || undefined }),
    onSuccess: () => {
      setWhy('')
      return client.invalidateQueries({ queryKey: OWED })
    },
  })
  const { state } = finding
  const open = state === 'query' || state === 'disputed'
  const mayTake = (to: Step) =>
    (owner || (vendor && !OWNERS.includes(to))) && (!closed || SETTLED.includes(to))
  const steps = NEXT[state].filter(mayTake)
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>
          {t('money.line')} {finding.line || t('money.missing')} ·{' '}
          {finding.rate ?? t(`money.kinds.${finding.kind as 'credit'}`)} {finding.ref}{' '}
          {finding.day && format.day(finding.day)}
        </Text>
        <Group gap="sm">
          <Status standing={state === 'disputed' ? 'warn' : open ? 'info' : 'ok'}>
            {t(`money.states.${state}`)}
          </Status>
          <Text fw={600}>{format.money(finding.variance)}</Text>
        </Group>
      </Group>
      <Text size="sm">
        {finding.reasons.map((code) => reason(code)).join(', ')} · {t('money.billed')}{' '}
        {format.money(finding.billed)} · {t('money.expected')} {format.money(finding.expected)}
      </Text>
      {finding.deadline && (
        <Text size="sm">{t('money.deadline', { day: format.day(finding.deadline) })}</Text>
      )}
      {finding.course.map((step) => (
        <Text key={`${step.from}/${step.to}`} size="sm" c="dimmed">
          {format.day(step.on)} {step.by}
          {colon()}
          {t(`money.states.${step.to as 'agreed'}`)} {step.why}
        </Text>
      ))}
      <Derived step={finding.derivation} />
      {steps.length > 0 && (
        <Group gap="sm" align="flex-end" mt="xs">
          <TextInput
            label={t('money.why')}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          {steps.map((to) => (
            <Button
              key={to}
              variant="default"
              onClick={() => move.mutate(to)}
              loading={move.isPending}
            >
              {t(`money.steps.${to}`)}
            </Button>
          ))}
        </Group>
      )}
      {move.isError && <ErrorPanel error={move.error} />}
    </div>
  )
}
