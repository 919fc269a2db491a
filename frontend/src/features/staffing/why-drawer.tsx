import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Requirement } from '@/api/types'
import { useShellStrings } from '@/app/strings'
import { ArrowLeft, ChevronRight } from '@/design/icons'
import { clockOf, dayOf } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { cellQuery, type RequirementCell } from './queries'
import { useStaffingStrings } from './strings'
import { WhyBench } from './why-bench'
import { WhyCertainty } from './why-certainty'
import { WhyCosts } from './why-costs'
import { WhyCourse } from './why-course'
import { WhyFormula } from './why-formula'
import { WhyByCourse, WhyHeads } from './why-heads'
import { WhyInputs } from './why-inputs'
import { WhyPerformance } from './why-performance'
import { WhyReasons } from './why-reasons'
import { WhySensitivity } from './why-sensitivity'
import { WhyWaiting } from './why-waiting'
import { useGoalName } from './words'

interface Props {
  requirement: Requirement
  /** Intervals in all. */
  count: number
  /** The interval to explain; none while the drawer is closed. */
  cell: number | undefined
  onCell: (interval: number | undefined) => void
}

/** Says why an interval takes the people it takes: inputs, formula, what one fewer would mean. */
export function WhyDrawer({ requirement, count, cell, onCell }: Props) {
  const shell = useShellStrings()
  const t = useStaffingStrings()
  const format = useFormat()
  const query = useQuery({
    ...cellQuery(requirement.id, cell ?? 0),
    enabled: cell !== undefined,
    placeholderData: keepPreviousData,
  })
  const start = query.data?.start
  const when = start ? `${format.day(dayOf(start), 'weekdayDate')} ${clockOf(start)}` : ''
  const agents = query.data ? format.number(query.data.agents, 1) : '…'
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': shell('close') }}
      opened={cell !== undefined}
      onClose={() => onCell(undefined)}
      title={`${when} · ${t('why.title', { agents })}`}
      size="lg"
      overlayProps={{ backgroundOpacity: 0.15 }}
    >
      {cell !== undefined && (
        <Group gap="xs" mb="md">
          <Step
            label={t('why.previous')}
            icon="before"
            onClick={cell > 0 ? () => onCell(cell - 1) : undefined}
          />
          <Step
            label={t('why.next')}
            icon="after"
            onClick={cell < count - 1 ? () => onCell(cell + 1) : undefined}
          />
        </Group>
      )}
      <Loaded query={query}>{(found) => <Reasons cell={found} requirement={requirement} />}</Loaded>
    </Drawer>
  )
}

function Step(props: { label: string; icon: 'before' | 'after'; onClick?: () => void }) {
  const Icon = props.icon === 'before' ? ArrowLeft : ChevronRight
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Icon size={14} aria-hidden />}
      disabled={!props.onClick}
      onClick={props.onClick}
    >
      {props.label}
    </Button>
  )
}

function Reasons({ cell, requirement }: { cell: RequirementCell; requirement: Requirement }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalName = useGoalName()
  if (!cell.open) {
    return (
      <Stack gap="lg">
        <Text>{t('why.closed')}</Text>
        {cell.deferred && <WhyWaiting deferred={cell.deferred} />}
      </Stack>
    )
  }
  return (
    <Stack gap="lg">
      <Text size="lg">
        {t('why.answer', { count: cell.agents, scheduled: format.fixed(cell.scheduled, 2) })}{' '}
        {t('why.decides', { goal: goalName(cell.binding) })}
      </Text>
      {cell.deferred && <WhyWaiting deferred={cell.deferred} />}
      {cell.byCourse && <WhyByCourse by={cell.byCourse} />}
      {cell.heads && <WhyHeads heads={cell.heads} />}
      <WhyInputs cell={cell} minutes={requirement.intervalMin} />
      <WhyFormula cell={cell} minutes={requirement.intervalMin} />
      {cell.at && <WhyPerformance at={cell.at} below={cell.below} />}
      <WhyCertainty cell={cell} />
      <WhyCosts cell={cell} />
      {cell.reasons.length > 0 && <WhyReasons cell={cell} />}
      {cell.sensitivity.length > 0 && <WhySensitivity cell={cell} />}
      <WhyCourse cell={cell} requirement={requirement} />
      <WhyBench cell={cell} requirement={requirement} />
    </Stack>
  )
}
