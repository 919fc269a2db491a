import { Button, List, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type InvoiceRerun, OWED, renewInvoice, rerunInvoice } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useReasonNames } from './metric-names'
import { useOwedStrings } from './strings'

/** Sets an invoice once more against contract, events and counts as they are now. */
export function Rerun({ invoice, closed }: { invoice: number; closed: boolean }) {
  const t = useOwedStrings()
  const format = useFormat()
  const owner = useMay('vendors:manage')
  const client = useQueryClient()
  const run = useMutation({ mutationFn: () => rerunInvoice(invoice) })
  const keep = useMutation({
    mutationFn: () => renewInvoice(invoice),
    onSuccess: () => {
      run.reset()
      toast.done(t('rerun.kept'))
      return client.invalidateQueries({ queryKey: OWED })
    },
  })
  const { data } = run
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" loading={run.isPending} onClick={() => run.mutate()}>
        {t('rerun.run')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('rerun.text')}
      </Text>
      {run.isError && <ErrorPanel error={run.error} />}
      <div role="status">
        {data?.same && (
          <Status standing="ok">{t('rerun.same', { expected: format.money(data.now) })}</Status>
        )}
        {data && !data.same && <Changed rerun={data} />}
      </div>
      {data && !data.same && owner && !closed && (
        <>
          <Text size="sm" c="dimmed">
            {t('rerun.keepText')}
          </Text>
          <Button loading={keep.isPending} onClick={() => keep.mutate()}>
            {t('rerun.keep')}
          </Button>
        </>
      )}
      {keep.isError && <ErrorPanel error={keep.error} />}
    </Stack>
  )
}

function Changed({ rerun }: { rerun: InvoiceRerun }) {
  const t = useOwedStrings()
  const format = useFormat()
  const { before, now, changes } = rerun
  const sums = { before: format.money(before), now: format.money(now) }
  return (
    <>
      <Status standing="warn">{t('rerun.changed', { count: changes.length })}</Status>
      <Text>{t('rerun.sums', sums)}</Text>
      <List mt="xs" spacing={4}>
        {changes.map((change) => (
          <List.Item key={`${change.line} ${change.rate ?? ''} ${change.reasonsNow.join()}`}>
            <Change change={change} />
          </List.Item>
        ))}
      </List>
    </>
  )
}

/** A line that came out otherwise: what was expected, and why it is another amount. */
function Change({ change }: { change: InvoiceRerun['changes'][number] }) {
  const t = useOwedStrings()
  const format = useFormat()
  const reason = useReasonNames()
  const { line, rate, before, now, reasonsBefore, reasonsNow } = change
  const said = (reasons: readonly string[]) =>
    reasons.length > 0 ? format.list(reasons.map(reason)) : t('rerun.noReason')
  const sameReasons = reasonsBefore.join() === reasonsNow.join()
  const expected = () => {
    if (before && now) {
      return t('rerun.amounts', { before: format.money(before), now: format.money(now) })
    }
    if (now) return t('rerun.onlyNow', { now: format.money(now) })
    return before && t('rerun.onlyBefore', { before: format.money(before) })
  }
  return (
    <>
      <b>
        {t('money.line')} {line || t('money.missing')} {rate}
      </b>
      <Text>{expected()}</Text>
      <Text size="sm" c="dimmed">
        {sameReasons
          ? t('rerun.otherEvidence', { reasons: said(reasonsNow) })
          : t('rerun.otherReasons', { before: said(reasonsBefore), now: said(reasonsNow) })}
      </Text>
    </>
  )
}
