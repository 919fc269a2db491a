import { useEffect } from 'react'
import { onSessionExpired } from '@/api/client'
import { leave } from '../leave'

/** Leads to the sign-in page, and back here afterwards, when the server knows us no more. */
export function useSessionGuard(): void {
  useEffect(() => onSessionExpired(() => leave('ended')), [])
}
