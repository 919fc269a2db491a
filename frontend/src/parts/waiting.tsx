import { Skeleton, Stack } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'

const PATIENCE_MS = 200

/**
 * Shows its children only after a moment, so that quick answers do not flicker;
 * until then a mark that nobody sees tells browser tests that something is on its way.
 */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return shown ? children : <span hidden data-testid="skeleton" />
}

/** Grey lines in place of rows that are on their way. */
export function RowsSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <AfterAMoment>
      <Stack gap="xs" aria-hidden data-testid="skeleton">
        {Array.from({ length: rows }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: identical lines that never move
          <Skeleton key={row} height={24} />
        ))}
      </Stack>
    </AfterAMoment>
  )
}

/** Grey shapes in place of a screen whose code is on its way. The router waits before showing it. */
export function PageSkeleton() {
  return (
    <Stack p="md" gap="md" aria-hidden data-testid="skeleton">
      <Skeleton height={28} width={220} />
      <Skeleton height={200} />
    </Stack>
  )
}
