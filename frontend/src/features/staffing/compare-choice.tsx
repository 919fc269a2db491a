import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Requirement } from '@/api/types'
import { useFormat } from '@/format'
import { requirementsQuery } from './queries'
import { useStaffingStrings } from './strings'
import { useGoalShort } from './words'

/** Leads to the comparison with another requirement of the same queue; nothing while there is none. */
export function CompareChoice({ requirement }: { requirement: Requirement }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const goalShort = useGoalShort()
  const navigate = useNavigate()
  const { data = [] } = useQuery(requirementsQuery(requirement.queueId))
  const others = data.filter(({ id }) => id !== requirement.id)
  if (others.length === 0) return null
  return (
    <Select
      aria-label={t('compare.choose')}
      placeholder={t('compare.choose')}
      w={240}
      value={null}
      comboboxProps={{ width: 380, position: 'bottom-end' }}
      data={others.map(({ id, from, goal, createdAt, zone }) => ({
        value: String(id),
        label: `${format.day(from)} · ${goalShort(goal)} · ${format.dateTime(createdAt, zone)}`,
      }))}
      onChange={(id) =>
        id &&
        void navigate({
          to: '/staffing/$requirementId/compare/$otherId',
          params: { requirementId: requirement.id, otherId: Number(id) },
        })
      }
    />
  )
}
