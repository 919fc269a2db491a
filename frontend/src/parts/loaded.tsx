import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorPanel } from './error-panel'
import { RowsSkeleton } from './waiting'

interface Props<T> {
  query: UseQueryResult<T>
  /** Shown while there is nothing yet; grey rows unless told otherwise. */
  waiting?: ReactNode
  children: (data: T) => ReactNode
}

/**
 * Shows what a query brought. While it is on its way, grey shapes; when asking
 * again failed, the error above the data last seen, which stays on screen.
 */
export function Loaded<T>({ query, waiting = <RowsSkeleton />, children }: Props<T>) {
  const retry = () => void query.refetch()
  return (
    <>
      {query.isError && <ErrorPanel error={query.error} onRetry={retry} />}
      {query.data !== undefined && children(query.data)}
      {query.isPending && waiting}
    </>
  )
}
