import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { FormEvent } from 'react'
import type { Queue } from '@/api/types'
import { GoalFields } from '@/features/setup/goal-fields'
import { goalFields, queueValues } from '@/features/setup/queue-values'
import type { RequirementOrder } from './queries'
import { useStaffingStrings } from './strings'

interface Props {
  queue: Queue
  busy: boolean
  onSubmit: (goal: RequirementOrder['goal']) => void
}

/**
 * The goal of one queue, to change for one requirement. Its fields are those of
 * the queue's own form. An untouched goal is not sent, so that the queue's holds
 * day by day.
 */
export function GoalForm({ queue, busy, onSubmit }: Props) {
  const t = useStaffingStrings()
  const form = useForm({ initialValues: queueValues(queue) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(form.isDirty() ? goalFields({ ...form.values.goal, validFrom: null }) : undefined)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">{t('make.goalOf', { queue: queue.name })}</Text>
        <GoalFields form={form} />
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
