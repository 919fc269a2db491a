import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { BreaksIcon } from '@/design/icons'
import { lazily } from '@/parts/lazily'
import type { Roster } from '../model/types'
import type { Desk } from '../queries'
import { useBreaksStrings } from './strings'

const PublishDialog = lazily(
  async () => (await import('../publish/publish-dialog')).PublishDialog,
  null,
)
const BreaksDialog = lazily(async () => (await import('./breaks-dialog')).BreaksDialog, null)

interface Props {
  roster: Roster
  desk: Desk
  day: number
  queue: number | undefined
  /** The people in sight, by position. */
  order: readonly number[]
}

/** Offers to place the breaks of the day on screen again, and to tell people afterwards. */
export function BreaksButton({ roster, desk, day, queue, order }: Props) {
  const t = useBreaksStrings()
  const [shown, setShown] = useState<'breaks' | 'publish'>()
  const close = () => setShown(undefined)
  return (
    <Group justify="flex-end" mb={6}>
      <Button
        size="xs"
        variant="default"
        leftSection={<BreaksIcon size={14} aria-hidden />}
        onClick={() => setShown('breaks')}
      >
        {t('open')}
      </Button>
      {shown === 'breaks' && (
        <BreaksDialog
          rosterId={roster.id}
          desk={desk}
          day={day}
          queue={queue}
          order={order}
          onClose={close}
          onPublish={() => setShown('publish')}
        />
      )}
      {shown === 'publish' && <PublishDialog roster={roster} desk={desk} onClose={close} />}
    </Group>
  )
}
