import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { idempotencyKey } from '@/api/client'
import { trackJob } from '@/app/jobs/tracked'
import { type SimulationOrder, useOrderSimulation } from './queries'

/** Sends an order and opens the simulation that it makes. */
export function useOrder(order: SimulationOrder) {
  const navigate = useNavigate()
  const sending = useOrderSimulation()
  // the same order sent again is the same simulation; another one is not
  const text = JSON.stringify(order)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key belongs to the text
  const once = useMemo(() => idempotencyKey(), [text])
  const submit = () =>
    sending.mutate(
      { order, once },
      {
        onSuccess: ({ id, jobId }) => {
          trackJob(jobId)
          void navigate({ to: '/simulation/$simulationId', params: { simulationId: id } })
        },
      },
    )
  return { submit, sending }
}
