import { Button, Group } from '@mantine/core'
import { trackJob } from '@/app/jobs/tracked'
import { confirm } from '@/parts/confirm'
import { ErrorPanel } from '@/parts/error-panel'
import { usePlanChange } from './queries'
import { usePlanStrings } from './strings'

interface Props {
  kept: { id: number; name: string }
  compute: (id: number) => Promise<{ jobId: number }>
  remove: (id: number) => Promise<unknown>
  onEdit: () => void
  onGone: () => void
}

/** What may be done with a kept scenario or hiring plan. */
export function PlanActions({ kept, compute, remove, onEdit, onGone }: Props) {
  const t = usePlanStrings()
  const again = usePlanChange(compute)
  const gone = usePlanChange(remove)
  const error = again.error ?? gone.error
  const ask = () =>
    confirm({
      title: t('remove'),
      text: t('removeAsk', { name: kept.name }),
      yes: t('remove'),
      no: t('cancel'),
      act: () => gone.mutate(kept.id, { onSuccess: onGone }),
    })
  return (
    <>
      <Group gap="xs">
        <Button
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate(kept.id, { onSuccess: ({ jobId }) => trackJob(jobId) })}
        >
          {t('compute')}
        </Button>
        <Button variant="default" onClick={onEdit}>
          {t('edit')}
        </Button>
        <Button variant="default" loading={gone.isPending} onClick={ask}>
          {t('remove')}
        </Button>
      </Group>
      {error && <ErrorPanel error={error} />}
    </>
  )
}
