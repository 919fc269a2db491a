import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { RowsSkeleton } from './waiting'

/**
 * A part of a screen whose code comes when it is first shown, for what most
 * visits never open.
 * Grey rows stand in its place meanwhile; what lies over the page, a drawer or a dialog,
 * takes no place and passes `null`.
 *
 *     const MethodView = lazily(async () => (await import('./method-view')).MethodView)
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = <RowsSkeleton rows={4} />,
): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: (await load()) as ComponentType<object> }))
  return function Lazily(props: P) {
    return (
      <Suspense fallback={waiting}>
        <Part {...props} />
      </Suspense>
    )
  }
}
