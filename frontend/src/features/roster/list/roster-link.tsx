import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRosterStrings } from '../strings'

/** The way back to the list of rosters. */
export function RosterLink() {
  const t = useRosterStrings()
  return (
    <Anchor component={Link} to="/roster">
      {t('title')}
    </Anchor>
  )
}
