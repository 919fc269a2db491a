import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import type { Requirement } from '@/api/types'
import { NetStaffingIcon, SimulationIcon } from '@/design/icons'
import { useStaffingStrings } from './strings'

/** Leads to the simulation of requirements, and to who really serves them. Work that waits has neither. */
export function PlayLinks({ requirements }: { requirements: readonly Requirement[] }) {
  const t = useStaffingStrings()
  const may = useMay('demand:manage')
  const played = requirements.filter(({ deferred }) => !deferred)
  if (!may || played.length === 0) return null
  const search = { requirement: played.map(({ id }) => id) }
  return (
    <>
      <Button
        variant="default"
        leftSection={<SimulationIcon size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/simulation" search={search} {...props} />}
      >
        {t('simulate')}
      </Button>
      <Button
        variant="default"
        leftSection={<NetStaffingIcon size={16} aria-hidden />}
        renderRoot={(props) => <Link to="/net-staffing" search={search} {...props} />}
      >
        {t('shared')}
      </Button>
    </>
  )
}
