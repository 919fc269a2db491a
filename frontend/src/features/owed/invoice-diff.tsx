import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type InvoiceFinding, invoiceQuery, moveLine, OWED } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { Derived } from './derived'
import { Rerun } from './invoice-rerun'
import { useReasonNames } from './metric-names'
import { useOwedStrings } from './strings'

/** An invoice line by line beside what was expected, with what can be done about each. */
export function InvoiceDiff({ id }: { id: number }) {
  const t = useOwedStrings()
  const query = useQuery(invoiceQuery(id))
  return (
    <Loaded query={query}>
      {(invoice) => (
        <Panel title={t('money.diff', { number: invoice.number })}>
          <Stack gap="md">
            <Rerun key={id} invoice={id} />
            {invoice.systematic && <Alert color="yellow">{t('money.systematic')}</Alert>}
            {invoice.findings.length === 0 && (
              <Status standing="ok">{t('money.allMatched')}</Status>
            )}
            {invoice.findings.map((finding) => (
              <Finding key={finding.finding} invoice={id} finding={finding} />
            ))}
          </Stack>
        </Panel>
      )}
    </Loaded>
  )
}

function Finding({ invoice, finding }: { invoice: number; finding: InvoiceFinding }) {
  const t = useOwedStrings()
  const reason = useReasonNames()
  const format = useFormat()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const client = useQueryClient()
  const [why, setWhy] = useState('')
  const move = useMutation({
    mutationFn: (to: 'agreed' | 'disputed') =>
      moveLine(invoice, { finding: finding.finding, to, why: why || undefined }),
    onSuccess: () => client.invalidateQueries({ queryKey: OWED }),
  })
  const { state } = finding
  const open = state === 'query' || state === 'disputed'
  return (
    <div>
      <Group justify="space-between">
        <Text fw={600}>
          {t('money.line')} {finding.line || t('money.missing')} · {finding.rate ?? finding.kind}{' '}
          {finding.ref} {finding.day && format.day(finding.day)}
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
          {format.day(step.on)} {step.by}: {t(`money.states.${step.to as 'agreed'}`)} {step.why}
        </Text>
      ))}
      <Derived step={finding.derivation} />
      {open && (owner || vendor) && (
        <Group gap="sm" align="flex-end" mt="xs">
          <TextInput
            label={t('money.why')}
            value={why}
            onChange={({ currentTarget }) => setWhy(currentTarget.value)}
          />
          <Button variant="default" onClick={() => move.mutate('agreed')} loading={move.isPending}>
            {t('money.agree')}
          </Button>
          {state === 'query' && (
            <Button
              variant="default"
              onClick={() => move.mutate('disputed')}
              loading={move.isPending}
            >
              {t('money.dispute')}
            </Button>
          )}
        </Group>
      )}
      {move.isError && <ErrorPanel error={move.error} />}
    </div>
  )
}
