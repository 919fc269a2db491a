import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

const members = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/members',
  component: lazyRouteComponent(() => import('./members-page'), 'MembersPage'),
})

const member = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/members/$memberId',
  params: {
    parse: ({ memberId }: { memberId: string }) => ({ memberId: id(memberId) ?? 0 }),
    stringify: ({ memberId }: { memberId: number }) => ({ memberId: String(memberId) }),
  },
  component: lazyRouteComponent(() => import('./member-page'), 'MemberPage'),
})

const bookings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/bookings',
  component: lazyRouteComponent(() => import('./bookings-page'), 'BookingsPage'),
})

const authority = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/authority',
  component: lazyRouteComponent(() => import('./authority-page'), 'AuthorityPage'),
})

export const routes = [members, member, bookings, authority] as const
