import type { LinkProps } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Me, Permission } from '@/api/types'
import {
  AccuracyIcon,
  AdherenceIcon,
  AllocationIcon,
  AttritionIcon,
  AuditIcon,
  BidsIcon,
  CalendarIcon,
  CapacityIcon,
  CrowdIcon,
  DriversIcon,
  ElectionsIcon,
  FairnessIcon,
  ForecastIcon,
  HomeIcon,
  ImportIcon,
  JudgedIcon,
  LaddersIcon,
  MeIcon,
  NetStaffingIcon,
  OutlookIcon,
  PeopleIcon,
  ProgrammesIcon,
  QualityIcon,
  RosterIcon,
  RoundsIcon,
  SetupIcon,
  ShortfallIcon,
  SimulationIcon,
  StaffingIcon,
  TasksIcon,
  UsersIcon,
  VoiceIcon,
  WarnIcon,
  WorkbenchIcon,
} from '@/design/icons'

/** A screen in the navigation and in the command palette. Its label is a key of the shell's strings. */
export interface NavigationItem {
  readonly to: NonNullable<LinkProps['to']>
  readonly label:
    | 'home'
    | 'import'
    | 'quality'
    | 'calendar'
    | 'drivers'
    | 'forecast'
    | 'accuracy'
    | 'outlook'
    | 'staffing'
    | 'capacity'
    | 'netStaffing'
    | 'simulation'
    | 'workbench'
    | 'roster'
    | 'adherence'
    | 'fairness'
    | 'bids'
    | 'judged'
    | 'voice'
    | 'programmes'
    | 'shortfall'
    | 'allocation'
    | 'figures'
    | 'scorecard'
    | 'misses'
    | 'money'
    | 'ladders'
    | 'readiness'
    | 'rounds'
    | 'elections'
    | 'path'
    | 'me'
    | 'crowd'
    | 'portal'
    | 'people'
    | 'setup'
    | 'users'
    | 'audit'
    | 'attrition'
    | 'scenarios'
    | 'hiring'
    | 'requisitions'
    | 'warning'
    | 'fairChances'
  readonly icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  /** Without this permission the screen is not shown; nothing means that everybody sees it. */
  readonly needs?: Permission
}

/** Screens that serve one job. */
export interface NavigationGroup {
  readonly job: 'start' | 'plan' | 'vendors' | 'people' | 'careers' | 'admin' | 'own'
  readonly items: readonly NavigationItem[]
}

const groups: readonly NavigationGroup[] = [
  { job: 'start', items: [{ to: '/', label: 'home', icon: HomeIcon }] },
  {
    job: 'plan',
    items: [
      { to: '/import', label: 'import', icon: ImportIcon, needs: 'demand:manage' },
      { to: '/quality', label: 'quality', icon: QualityIcon, needs: 'demand:read' },
      { to: '/calendars', label: 'calendar', icon: CalendarIcon, needs: 'workforce:read' },
      { to: '/drivers', label: 'drivers', icon: DriversIcon, needs: 'demand:read' },
      { to: '/forecast', label: 'forecast', icon: ForecastIcon, needs: 'demand:read' },
      { to: '/accuracy', label: 'accuracy', icon: AccuracyIcon, needs: 'demand:read' },
      { to: '/outlook', label: 'outlook', icon: OutlookIcon, needs: 'demand:read' },
      { to: '/staffing', label: 'staffing', icon: StaffingIcon, needs: 'demand:read' },
      { to: '/capacity', label: 'capacity', icon: CapacityIcon, needs: 'demand:read' },
      { to: '/net-staffing', label: 'netStaffing', icon: NetStaffingIcon, needs: 'demand:read' },
      { to: '/simulation', label: 'simulation', icon: SimulationIcon, needs: 'demand:read' },
      { to: '/workbench', label: 'workbench', icon: WorkbenchIcon, needs: 'demand:read' },
      { to: '/roster', label: 'roster', icon: RosterIcon, needs: 'rosters:read' },
      { to: '/adherence', label: 'adherence', icon: AdherenceIcon, needs: 'rosters:read' },
      { to: '/fairness', label: 'fairness', icon: FairnessIcon, needs: 'rosters:read' },
      { to: '/bids', label: 'bids', icon: BidsIcon, needs: 'rosters:read' },
    ],
  },
  {
    job: 'vendors',
    items: [
      { to: '/portal', label: 'portal', icon: TasksIcon, needs: 'vendors:own' },
      { to: '/vendors', label: 'programmes', icon: ProgrammesIcon, needs: 'vendors:read' },
      { to: '/vendors/shortfall', label: 'shortfall', icon: ShortfallIcon, needs: 'vendors:read' },
      {
        to: '/vendors/allocation',
        label: 'allocation',
        icon: AllocationIcon,
        needs: 'vendors:manage',
      },
      { to: '/vendors/quality', label: 'judged', icon: JudgedIcon, needs: 'vendors:read' },
      { to: '/vendors/voice', label: 'voice', icon: VoiceIcon, needs: 'vendors:read' },
      { to: '/vendors/figures', label: 'figures', icon: DriversIcon, needs: 'vendors:read' },
      { to: '/vendors/scorecard', label: 'scorecard', icon: AccuracyIcon, needs: 'vendors:read' },
      { to: '/vendors/misses', label: 'misses', icon: ForecastIcon, needs: 'vendors:read' },
      { to: '/vendors/money', label: 'money', icon: FairnessIcon, needs: 'vendors:read' },
      { to: '/vendors/members', label: 'crowd', icon: CrowdIcon, needs: 'vendors:read' },
    ],
  },
  {
    job: 'people',
    items: [{ to: '/people', label: 'people', icon: PeopleIcon, needs: 'workforce:read' }],
  },
  {
    job: 'careers',
    items: [
      { to: '/careers/ladders', label: 'ladders', icon: LaddersIcon, needs: 'careers:read' },
      { to: '/careers/readiness', label: 'readiness', icon: TasksIcon, needs: 'careers:read' },
      { to: '/careers/rounds', label: 'rounds', icon: RoundsIcon, needs: 'careers:read' },
      { to: '/careers/elections', label: 'elections', icon: ElectionsIcon, needs: 'careers:read' },
      { to: '/careers/attrition', label: 'attrition', icon: AttritionIcon, needs: 'careers:read' },
      { to: '/careers/scenarios', label: 'scenarios', icon: OutlookIcon, needs: 'careers:read' },
      { to: '/careers/hiring', label: 'hiring', icon: CapacityIcon, needs: 'careers:read' },
      {
        to: '/careers/requisitions',
        label: 'requisitions',
        icon: PeopleIcon,
        needs: 'careers:manage',
      },
      {
        to: '/careers/fairness',
        label: 'fairChances',
        icon: FairnessIcon,
        needs: 'careers:manage',
      },
      { to: '/careers/warning', label: 'warning', icon: WarnIcon, needs: 'risk:read' },
    ],
  },
  {
    job: 'admin',
    items: [
      { to: '/setup', label: 'setup', icon: SetupIcon, needs: 'workforce:read' },
      { to: '/users', label: 'users', icon: UsersIcon, needs: 'users:manage' },
      { to: '/settings/audit', label: 'audit', icon: AuditIcon, needs: 'audit:read' },
    ],
  },
  {
    job: 'own',
    items: [
      { to: '/me', label: 'me', icon: MeIcon, needs: 'schedule:own' },
      { to: '/me/path', label: 'path', icon: LaddersIcon, needs: 'careers:own' },
    ],
  },
]

/** The screens of a person's jobs, and no others. */
export function navigationOf(me: Me): NavigationGroup[] {
  return groups
    .map(({ job, items }) => ({
      job,
      items: items.filter(({ needs }) => !needs || me.permissions.includes(needs)),
    }))
    .filter(({ items }) => items.length > 0)
}
