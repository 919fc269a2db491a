import { useNavigate } from '@tanstack/react-router'
import { useOrdered } from '@/app/jobs/ordered'
import { type SimulationOrder, useOrderSimulation } from './queries'

/** Sends an order and opens the simulation that it makes. */
export function useOrder(order: SimulationOrder) {
  const navigate = useNavigate()
  return useOrdered(order, useOrderSimulation(), (simulationId) => {
    void navigate({ to: '/simulation/$simulationId', params: { simulationId } })
  })
}
