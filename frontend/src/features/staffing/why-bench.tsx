import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { write } from '@/features/workbench/address'
import type { RequirementCell } from './queries'
import { useStaffingStrings } from './strings'

/** Leads to the workbench with an interval's inputs and goals, to try others there. */
export function WhyBench({
  cell,
  requirement,
}: {
  cell: RequirementCell
  requirement: Requirement
}) {
  const t = useStaffingStrings()
  const { goal, intervalMin, concurrency } = requirement
  // the workbench knows handle times that grow by the same share with each contact
  if (cell.deferred || goal.concurrencyAhtS?.length || cell.contacts === 0) return null
  const setting = write({
    volume: Number(cell.contacts.toPrecision(6)),
    minutes: intervalMin,
    aht: Number(cell.ahtS.toPrecision(6)),
    agents: cell.agents,
    atOnce: concurrency > 1 ? concurrency : undefined,
    growth: concurrency > 1 ? (goal.concurrencyGrowth ?? 0) : undefined,
    patience: cell.patienceS || undefined,
    threshold: goal.thresholdS,
    variant: goal.slVariant,
    find: 'agents',
    goals: {
      service_level: goal.slTarget || undefined,
      asa: goal.asaTargetS || undefined,
      abandonment: goal.maxAbandon || undefined,
      occupancy: goal.maxOccupancy || undefined,
    },
  })
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        renderRoot={(props) => <Link to="/workbench" search={{ a: setting }} {...props} />}
      >
        {t('course.bench')}
      </Button>
    </div>
  )
}
