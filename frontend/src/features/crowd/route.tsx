import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** A screen of one programme's crowd. */
export interface CrowdSearch {
  programme?: number
}

const readProgramme = (search: Record<string, unknown>): CrowdSearch => ({
  programme: id(search.programme),
})

const members = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/members',
  component: lazyRouteComponent(() => import('./members-page'), 'MembersPage'),
})

const ofMember = {
  parse: ({ memberId }: { memberId: string }) => ({ memberId: id(memberId) ?? 0 }),
  stringify: ({ memberId }: { memberId: number }) => ({ memberId: String(memberId) }),
}

const member = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/members/$memberId',
  params: ofMember,
  component: lazyRouteComponent(() => import('./member-page'), 'MemberPage'),
})

const exam = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/members/$memberId/exams/$examId',
  params: {
    parse: (given: { memberId: string; examId: string }) => ({
      ...ofMember.parse(given),
      examId: id(given.examId) ?? 0,
    }),
    stringify: (given: { memberId: number; examId: number }) => ({
      ...ofMember.stringify(given),
      examId: String(given.examId),
    }),
  },
  component: lazyRouteComponent(() => import('./exam-page'), 'ExamPage'),
})

const bookings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/bookings',
  validateSearch: (search: Record<string, unknown>): { open?: boolean } => ({
    open: search.open === true || undefined,
  }),
  component: lazyRouteComponent(() => import('./bookings-page'), 'BookingsPage'),
})

const release = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/bookings/$releaseId',
  params: {
    parse: ({ releaseId }: { releaseId: string }) => ({ releaseId: id(releaseId) ?? 0 }),
    stringify: ({ releaseId }: { releaseId: number }) => ({ releaseId: String(releaseId) }),
  },
  component: lazyRouteComponent(() => import('./release-page'), 'ReleasePage'),
})

const attendance = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/attendance',
  validateSearch: readProgramme,
  component: lazyRouteComponent(() => import('./attendance-page'), 'AttendancePage'),
})

const payroll = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/payroll',
  component: lazyRouteComponent(() => import('./payroll-page'), 'PayrollPage'),
})

const grants = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/grants',
  component: lazyRouteComponent(() => import('./grants-page'), 'GrantsPage'),
})

const decisions = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/decisions',
  component: lazyRouteComponent(() => import('./decisions-page'), 'DecisionsPage'),
})

const empowerment = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/empowerment',
  component: lazyRouteComponent(() => import('./empowerment-page'), 'EmpowermentPage'),
})

const authority = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/authority',
  component: lazyRouteComponent(() => import('./authority-page'), 'AuthorityPage'),
})

const triangle = createRoute({
  getParentRoute: () => shellRoute,
  path: '/vendors/triangle',
  validateSearch: readProgramme,
  component: lazyRouteComponent(() => import('./triangle-page'), 'TrianglePage'),
})

export const routes = [
  members,
  member,
  exam,
  bookings,
  release,
  attendance,
  payroll,
  grants,
  decisions,
  empowerment,
  authority,
  triangle,
] as const
