import { Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCrowdStrings } from './strings'

const TABS = [
  { to: '/vendors/members', label: 'members' },
  { to: '/vendors/bookings', label: 'bookings' },
  { to: '/vendors/authority', label: 'authority' },
] as const

/** The screens about a crowd, side by side. */
export function CrowdTabs() {
  const t = useCrowdStrings()
  return (
    <Group component="nav" aria-label={t('members')} gap="md" mb="md">
      {TABS.map(({ to, label }) => (
        <Link key={to} to={to} activeProps={{ style: { fontWeight: 600 } }}>
          {t(label)}
        </Link>
      ))}
    </Group>
  )
}
