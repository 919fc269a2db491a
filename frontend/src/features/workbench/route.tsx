import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { oneOf, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'
import { UNKNOWNS, type Unknown } from './bench'

export const CURVES = [
  'serviceLevel',
  'levels',
  'asaS',
  'pAbandon',
  'occupancy',
  'queueLength',
  'pBlock',
] as const
export type CurveFigure = (typeof CURVES)[number]

/** Everything on the workbench: a link to it shows the same. */
export interface WorkbenchSearch {
  /** The setting, as `address.ts` writes it. */
  a?: string
  /** The one to compare with. */
  b?: string
  /** Which of the two the form shows. */
  edit?: 'b'
  /** What the curves run over. */
  over?: Unknown
  figure?: CurveFigure
}

const workbench = createRoute({
  getParentRoute: () => shellRoute,
  path: '/workbench',
  validateSearch: (search: Record<string, unknown>): WorkbenchSearch => ({
    a: text(search.a),
    b: text(search.b),
    edit: oneOf(search.edit, ['b']),
    over: oneOf(search.over, UNKNOWNS),
    figure: oneOf(search.figure, CURVES),
  }),
  component: lazyRouteComponent(() => import('./page'), 'WorkbenchPage'),
})

export const routes = [workbench] as const
