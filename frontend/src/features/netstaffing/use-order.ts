import { useNavigate } from '@tanstack/react-router'
import { useOrdered } from '@/app/jobs/ordered'
import { type NetOrder, useOrderNet } from './queries'

/** Asks a question and opens the answer that it makes. */
export function useOrder(order: NetOrder) {
  const navigate = useNavigate()
  return useOrdered(order, useOrderNet(), (netId) => {
    void navigate({ to: '/net-staffing/$netId', params: { netId } })
  })
}
