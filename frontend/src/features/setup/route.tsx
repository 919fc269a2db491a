import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { id, oneOf } from '@/app/search'
import { shellRoute } from '@/app/shell-route'
import { REGISTERS } from './names'

interface SetupSearch {
  /** What is being edited: an id, or a new one. */
  edit?: number | 'new'
}

const start = createRoute({
  getParentRoute: () => shellRoute,
  path: '/setup',
  beforeLoad: () => {
    throw redirect({ to: '/setup/$register', params: { register: 'sites' } })
  },
})

const register = createRoute({
  getParentRoute: () => shellRoute,
  path: '/setup/$register',
  params: {
    parse: ({ register: name }) => ({ register: oneOf(name, REGISTERS) ?? 'sites' }),
    stringify: ({ register: name }) => ({ register: name }),
  },
  validateSearch: (search: Record<string, unknown>): SetupSearch => ({
    edit: search.edit === 'new' ? 'new' : id(search.edit),
  }),
  component: lazyRouteComponent(() => import('./page'), 'SetupPage'),
})

export const routes = [start, register] as const
