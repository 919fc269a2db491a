import type { QueryClient } from '@tanstack/react-query'
import { createRouter, type RouterHistory } from '@tanstack/react-router'
import { routes as accuracy } from '@/features/accuracy/route'
import { routes as adherence } from '@/features/adherence/route'
import { routes as attrition } from '@/features/attrition/route'
import { routes as audit } from '@/features/audit/route'
import { routes as bids } from '@/features/bids/route'
import { routes as calendar } from '@/features/calendar/route'
import { routes as capacity } from '@/features/capacity/route'
import { routes as careerfairness } from '@/features/careerfairness/route'
import { routes as careerimpact } from '@/features/careerimpact/route'
import { routes as careerplans } from '@/features/careerplans/route'
import { routes as careers } from '@/features/careers/route'
import { routes as crowd } from '@/features/crowd/route'
import { routes as drivers } from '@/features/drivers/route'
import { routes as fairness } from '@/features/fairness/route'
import { routes as forecast } from '@/features/forecast/route'
import { routes as home } from '@/features/home/route'
import { routes as imports } from '@/features/import/route'
import { routes as judged } from '@/features/judged/route'
import { routes as me } from '@/features/me/route'
import { routes as netStaffing } from '@/features/netstaffing/route'
import { routes as outlook } from '@/features/outlook/route'
import { routes as owed } from '@/features/owed/route'
import { routes as people } from '@/features/people/route'
import { routes as portal } from '@/features/portal/route'
import { routes as quality } from '@/features/quality/route'
import { routes as requisitions } from '@/features/requisitions/route'
import { routes as roster } from '@/features/roster/route'
import { routes as rosterCompare } from '@/features/rostercompare/route'
import { routes as setup } from '@/features/setup/route'
import { routes as signIn } from '@/features/sign-in/route'
import { routes as simulation } from '@/features/simulation/route'
import { routes as staffing } from '@/features/staffing/route'
import { routes as users } from '@/features/users/route'
import { routes as vendors } from '@/features/vendors/route'
import { routes as voice } from '@/features/voice/route'
import { routes as warning } from '@/features/warning/route'
import { routes as workbench } from '@/features/workbench/route'
import { PageSkeleton } from '@/parts/waiting'
import { rootRoute } from './root-route'
import { shellRoute } from './shell-route'

const tree = rootRoute.addChildren([
  ...signIn,
  shellRoute.addChildren([
    ...home,
    ...imports,
    ...quality,
    ...drivers,
    ...forecast,
    ...accuracy,
    ...outlook,
    ...staffing,
    ...capacity,
    ...netStaffing,
    ...simulation,
    ...workbench,
    ...roster,
    ...rosterCompare,
    ...fairness,
    ...adherence,
    ...bids,
    ...judged,
    ...voice,
    ...vendors,
    ...owed,
    ...careers,
    ...me,
    ...setup,
    ...calendar,
    ...people,
    ...crowd,
    ...portal,
    ...users,
    ...audit,
    ...attrition,
    ...careerfairness,
    ...careerimpact,
    ...careerplans,
    ...requisitions,
    ...warning,
  ]),
])

/** Makes the router. Tests give it a history of their own. */
export function newRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    history,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingMinMs: 0,
    defaultPendingComponent: PageSkeleton,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof newRouter>
  }
}
