import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { finished, useCancelJob, useJob } from '@/api/jobs'
import { failureText } from '@/app/jobs/failure'
import { useFormat } from '@/format'
import { type NetReport, netStaffingQuery } from './queries'
import { useNetStrings } from './strings'

/** An answer that is not there yet, or never will be: how far it is, why it failed, what to do. */
export function UnderWay({ report }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const client = useQueryClient()
  const cancel = useCancelJob()
  const { data: job } = useJob(report.jobId)
  const over = job ? finished(job) : false
  const { id, state, jobId, createdAt, zone } = report
  useEffect(() => {
    if (over && state === 'queued') {
      void client.invalidateQueries({ queryKey: netStaffingQuery(id).queryKey })
    }
  }, [over, state, client, id])
  if (job?.state === 'cancelled' || report.failure === 'cancelled') {
    return <Ended report={report} text={t('cancelled')} />
  }
  if (state === 'failed' || job?.state === 'failed') {
    const reason = failureText({ error: report.failure ?? '', ...job })
    return <Ended report={report} text={t('failed', { reason })} />
  }
  return (
    <Stack gap="sm" maw={560}>
      <Text>{t('running')}</Text>
      <Progress
        value={Math.max(3, 100 * (job?.fraction ?? 0))}
        animated
        aria-label={t('running')}
      />
      <Text c="dimmed">{t('waited', { time: format.dateTime(createdAt, zone) })}</Text>
      <div>
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(jobId)}>
          {t('cancel')}
        </Button>
      </div>
    </Stack>
  )
}

function Ended({ report: { order }, text }: { report: NetReport; text: string }) {
  const t = useNetStrings()
  const search = {
    new: true,
    requirement: order.requirementIds,
    roster: order.rosterId || undefined,
    mode: order.mode === 'plan' ? ('plan' as const) : undefined,
  }
  return (
    <Stack gap="sm" maw={640}>
      <Text>{text}</Text>
      <Group>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/net-staffing" search={search} {...props} />}
        >
          {t('again')}
        </Button>
      </Group>
    </Stack>
  )
}
