import { Drawer, Stack } from '@mantine/core'
import { TasksIcon } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { useShellStrings } from '../strings'
import { JobCard } from './card'

interface Props {
  opened: boolean
  onClose: () => void
  /** The jobs to show, newest first. */
  ids: readonly number[]
}

/** The tray itself: a card for each job. */
export function JobDrawer({ opened, onClose, ids }: Props) {
  const t = useShellStrings()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('jobs.title')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {ids.length === 0 ? (
        <Empty icon={TasksIcon} title={t('jobs.title')} text={t('jobs.none')} />
      ) : (
        <Stack gap="sm">
          {ids.map((id) => (
            <JobCard key={id} id={id} onLeave={onClose} />
          ))}
        </Stack>
      )}
    </Drawer>
  )
}
