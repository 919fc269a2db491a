import { Link } from '@tanstack/react-router'
import classes from './crowd.module.css'
import { useCrowdStrings } from './strings'

const TABS = [
  { to: '/vendors/members', label: 'members' },
  { to: '/vendors/bookings', label: 'bookings' },
  { to: '/vendors/attendance', label: 'attendance' },
  { to: '/vendors/payroll', label: 'payroll' },
  { to: '/vendors/grants', label: 'grantsTab' },
  { to: '/vendors/decisions', label: 'decisions' },
  { to: '/vendors/empowerment', label: 'empowerment' },
  { to: '/vendors/authority', label: 'authority' },
  { to: '/vendors/triangle', label: 'triangle' },
] as const

/** The screens about a crowd, side by side. */
export function CrowdTabs() {
  const t = useCrowdStrings()
  return (
    <nav className={classes.tabs} aria-label={t('tabs')}>
      {TABS.map(({ to, label }) => (
        <Link key={to} to={to}>
          {t(label)}
        </Link>
      ))}
    </nav>
  )
}
