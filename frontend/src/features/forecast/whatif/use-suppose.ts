import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Forecast } from '@/api/types'
import { intervalsQuery } from '../queries'
import { asPlanned } from '../standing'
import type { Overlay } from '../timeline'
import { previewQuery } from './queries'
import { dayChanges, isNeutral, NOTHING, type Supposition, supposed } from './suppose'

// A slider asks when it rests, not at every pixel.
const REST_MS = 200

/** What somebody supposes, and what would come of it. Nothing of it is kept. */
export function useSuppose(forecast: Forecast) {
  const [supposition, setSupposition] = useState<Supposition>(NOTHING)
  const [settled] = useDebouncedValue(supposition, REST_MS)
  const preview = useQuery(previewQuery(forecast.id, settled))
  const { data: intervals } = useQuery(intervalsQuery(forecast.id))
  const idle = isNeutral(supposition)
  const seen = useMemo(() => {
    if (idle || !preview.data || !intervals) return undefined
    const curve = supposed(intervals, preview.data)
    const ghost: Overlay = { kind: 'ghost', id: 1, curve }
    return { ghost, changes: dayChanges(asPlanned(intervals), curve) }
  }, [idle, preview.data, intervals])
  return { supposition, set: setSupposition, preview, seen, idle }
}

export type Supposing = ReturnType<typeof useSuppose>
