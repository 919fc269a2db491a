import { ActionIcon, Indicator } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { activeJobsQuery } from '@/api/jobs'
import { TasksIcon } from '@/design/icons'
import { useShellStrings } from '../strings'

/** Opens the job tray; shows how many jobs are at work. */
export function JobsButton({ onClick }: { onClick: () => void }) {
  const t = useShellStrings()
  const { data = [] } = useQuery(activeJobsQuery)
  return (
    <Indicator label={data.length} size={16} disabled={data.length === 0} color="blue" offset={4}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        onClick={onClick}
        aria-label={t('jobs.open', { count: data.length })}
      >
        <TasksIcon size={18} aria-hidden />
      </ActionIcon>
    </Indicator>
  )
}
