import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { FormEvent } from 'react'
import { useState } from 'react'
import { useList } from '@/api/resource'
import type { Forecast, Queue } from '@/api/types'
import { channels } from '@/api/workforce'
import { GoalFields } from '@/features/setup/goal-fields'
import { goalFields, queueValues } from '@/features/setup/queue-values'
import type { RequirementOrder } from './queries'
import { useStaffingStrings } from './strings'
import { WaitingOrder } from './waiting-order'
import { nothingWaits, waitingFields } from './waiting-values'

const DEFERRED: readonly string[] = ['email', 'ticket', 'back_office']

interface Props {
  queue: Queue
  forecast: Forecast
  busy: boolean
  onSubmit: (order: RequirementOrder) => void
}

/**
 * The goal of one queue, to change for one requirement. Its fields are those of
 * the queue's own form. An untouched goal is not sent, so that the queue's holds
 * day by day.
 */
export function GoalForm({ queue, forecast, busy, onSubmit }: Props) {
  const t = useStaffingStrings()
  const form = useForm({ initialValues: queueValues(queue) })
  const [waiting, setWaiting] = useState(nothingWaits)
  const { data: all = [] } = useList(channels)
  const deferred = DEFERRED.includes(all.find(({ id }) => id === queue.channelId)?.kind ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit({
      forecastId: forecast.id,
      goal: form.isDirty() ? goalFields({ ...form.values.goal, validFrom: null }) : undefined,
      ...(deferred && waitingFields(waiting)),
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">{t('make.goalOf', { queue: queue.name })}</Text>
        <GoalFields form={form} />
        {deferred && (
          <WaitingOrder queue={queue} forecast={forecast} value={waiting} onChange={setWaiting} />
        )}
        <Group justify="flex-end">
          <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
            {t('make.reset')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('make.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
