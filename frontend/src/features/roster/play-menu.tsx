import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { ChevronDown, NetStaffingIcon, SimulationIcon } from '@/design/icons'
import type { Roster } from './model/types'
import { useRosterStrings } from './strings'

/** What the roster's people would give: played contact by contact, or counted by queue. */
export function PlayMenu({ roster }: { roster: Roster }) {
  const t = useRosterStrings()
  const may = useMay('demand:manage')
  if (!may) return null
  const search = { roster: roster.id }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<ChevronDown size={14} aria-hidden />}>
          {t('play.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<SimulationIcon size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/simulation" search={search} {...props} />}
        >
          {t('play.simulate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<NetStaffingIcon size={15} aria-hidden />}
          renderRoot={(props) => <Link to="/net-staffing" search={search} {...props} />}
        >
          {t('play.net')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
