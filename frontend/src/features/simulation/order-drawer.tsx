import { Drawer, SegmentedControl, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/api/session'
import type { Site } from '@/api/types'
import { useShellStrings } from '@/app/strings'
import { rostersQuery } from '@/features/roster/queries'
import { requirementsQuery } from '@/features/staffing/queries'
import { OrderRequirements } from './order-requirements'
import { OrderRoster } from './order-roster'
import { OrderScenario } from './order-scenario'
import { useSimulationStrings } from './strings'

interface Props {
  opened: boolean
  onClose: () => void
  site: Site
  /** Requirements chosen already. */
  chosen: readonly number[]
  /** A roster chosen already. */
  roster: number | undefined
}

const SOURCES = ['requirements', 'roster', 'scenario'] as const
type Source = (typeof SOURCES)[number]

/** Asks what to play: requirements, a roster, or a scenario from a file. */
export function OrderDrawer({ opened, onClose, ...rest }: Props) {
  const t = useSimulationStrings()
  const shell = useShellStrings()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('order.title')}
      size="md"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {opened && <Order {...rest} />}
    </Drawer>
  )
}

function Order({ site, chosen, roster }: Omit<Props, 'opened' | 'onClose'>) {
  const t = useSimulationStrings()
  const [source, setSource] = useState<Source>(roster === undefined ? 'requirements' : 'roster')
  const mayRosters = useMay('rosters:read')
  const { data: requirements } = useQuery(requirementsQuery(undefined))
  const { data: rosters } = useQuery({ ...rostersQuery, enabled: mayRosters })
  const here = requirements?.filter(({ siteId, deferred }) => siteId === site.id && !deferred)
  // a roster that was asked for is shown, whichever site is looked at now
  const built = rosters?.filter(
    ({ id, siteId, state }) => (siteId === site.id || id === roster) && state !== 'building',
  )
  const sources = SOURCES.filter((one) => one !== 'roster' || mayRosters)
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label={t('order.source')}
        value={source}
        onChange={(value) => setSource(SOURCES.find((one) => one === value) ?? 'requirements')}
        data={sources.map((value) => ({ value, label: t(`order.sources.${value}`) }))}
      />
      {source === 'requirements' && here && <OrderRequirements here={here} chosen={chosen} />}
      {source === 'roster' && built && <OrderRoster rosters={built} chosen={roster} />}
      {source === 'scenario' && <OrderScenario site={site} />}
    </Stack>
  )
}
