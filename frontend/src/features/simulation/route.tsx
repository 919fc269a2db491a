import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, ids, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of the list of simulations. */
export interface SimulationsSearch {
  /** The drawer that orders one is open. */
  new?: boolean
  /** Requirements to play, chosen already. */
  requirement?: number[]
  /** A roster to play, chosen already. */
  roster?: number
}

export const VARIANTS = [
  'sl_excl_short',
  'sl_offered',
  'sl_ab_as_ok',
  'sl_answered',
  'sl_virtual',
] as const

/** What is on screen of one simulation. */
export interface SimulationSearch {
  variant?: (typeof VARIANTS)[number]
  /** One day as it may be, or the mean of all; one day unless told otherwise. */
  show?: 'mean'
  /** The queue, counted from 1, whose intervals are drawn. */
  queue?: number
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/simulation',
  validateSearch: (search: Record<string, unknown>): SimulationsSearch => ({
    new: search.new === true || undefined,
    requirement: ids(search.requirement),
    roster: id(search.roster),
  }),
  component: lazyRouteComponent(() => import('./page'), 'SimulationsPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/simulation/$simulationId',
  params: {
    parse: ({ simulationId }) => ({ simulationId: id(simulationId) ?? 0 }),
    stringify: ({ simulationId }) => ({ simulationId: String(simulationId) }),
  },
  validateSearch: (search: Record<string, unknown>): SimulationSearch => ({
    variant: oneOf(search.variant, VARIANTS),
    show: oneOf(search.show, ['mean']),
    queue: id(search.queue),
  }),
  component: lazyRouteComponent(() => import('./report-page'), 'SimulationPage'),
})

export const routes = [list, one] as const
