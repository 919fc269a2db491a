import { useCallback, useMemo } from 'react'
import { useList } from '@/api/resource'
import { agreements } from '@/api/workforce'
import type { Limits } from './grid/row'

/** The least and most weekly minutes of an agreement, by its code as the roster names it. */
export function useLimits(): (agreement: string) => Limits | undefined {
  const { data } = useList(agreements)
  const byCode = useMemo(
    () =>
      new Map(
        (data ?? []).map(({ code, rules }) => [
          code,
          [rules.weeklyMinMin, rules.weeklyMaxMin] as const,
        ]),
      ),
    [data],
  )
  return useCallback((code) => byCode.get(code), [byCode])
}
