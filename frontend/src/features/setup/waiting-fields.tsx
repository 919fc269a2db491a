import { Checkbox } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useList } from '@/api/resource'
import { channels } from '@/api/workforce'
import { ConcurrencyFields } from './concurrency-fields'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

const DEFERRED: readonly string[] = ['email', 'ticket', 'back_office']

/** The parts of a goal that only some channels have: work that waits over night, several contacts at once. */
export function WaitingFields({ form }: { form: UseFormReturnType<QueueValues> }) {
  const t = useSetupStrings()
  const { data: all = [] } = useList(channels)
  const { channelId, goal } = form.values
  const channel = all.find(({ id }) => id === channelId)
  const deferred = (channel && DEFERRED.includes(channel.kind)) || goal.businessHours
  const most = channel?.concurrency ?? 1
  const several = most > 1 || goal.concurrencyAhtS.length > 0 || goal.concurrencyGrowth !== ''
  return (
    <>
      {deferred && (
        <Checkbox
          mt="sm"
          label={t('goal.businessHours')}
          description={t('goal.businessHoursHint')}
          {...form.getInputProps('goal.businessHours', { type: 'checkbox' })}
        />
      )}
      {several && <ConcurrencyFields form={form} most={most} />}
    </>
  )
}
