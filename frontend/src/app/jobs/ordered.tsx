import { Button, Group } from '@mantine/core'
import type { UseMutationResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { idempotencyKey } from '@/api/client'
import { ErrorPanel } from '@/parts/error-panel'
import { trackJob } from './tracked'

export type Once = ReturnType<typeof idempotencyKey>

/** What an order makes, and the job that computes it. */
interface Made {
  id: number
  jobId: number
}

/** Sends an order of a job, follows the job and opens what it makes. */
export function useOrdered<O, M extends Made>(
  order: O,
  sending: UseMutationResult<M, Error, { order: O; once: Once }>,
  open: (made: number) => void,
) {
  // the same order sent again is the same answer; another one is not
  const text = JSON.stringify(order)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key belongs to the text
  const once = useMemo(() => idempotencyKey(), [text])
  const submit = () =>
    sending.mutate(
      { order, once },
      {
        onSuccess: ({ id, jobId }) => {
          trackJob(jobId)
          open(id)
        },
      },
    )
  const { isPending: pending, error, reset } = sending
  return { submit, pending, error, reset }
}

interface SubmitProps {
  order: Pick<ReturnType<typeof useOrdered>, 'submit' | 'pending' | 'error'>
  disabled?: boolean
  label: string
}

/** The button that sends an order, below what was refused of it. */
export function SubmitOrder({ order: { submit, pending, error }, disabled, label }: SubmitProps) {
  return (
    <>
      {error && <ErrorPanel error={error} />}
      <Group justify="flex-end">
        <Button disabled={disabled} loading={pending} onClick={submit}>
          {label}
        </Button>
      </Group>
    </>
  )
}
