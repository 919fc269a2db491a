import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '@/api/session'
import { RosterIcon } from '@/design/icons'

/** Leads to the roster screen with these requirements chosen. */
export function BuildLink(props: { requirements: readonly number[]; children: ReactNode }) {
  const mayBuild = useMay('rosters:manage')
  if (!mayBuild) return null
  const search = { add: true, requirement: [...props.requirements] }
  return (
    <Button
      leftSection={<RosterIcon size={16} aria-hidden />}
      renderRoot={(root) => <Link to="/roster" search={search} {...root} />}
    >
      {props.children}
    </Button>
  )
}
