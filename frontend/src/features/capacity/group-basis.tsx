import { Text } from '@mantine/core'
import type { Queue } from '@/api/types'
import { useFormat } from '@/format'
import type { CapacityGroup } from './queries'
import { useCapacityStrings } from './strings'

interface Props {
  /** The group as it is saved. */
  group: CapacityGroup | undefined
  queues: readonly Queue[]
}

/** What the required hours of a group were read from. */
export function GroupBasis({ group, queues }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const basis = group?.basis ?? []
  if (basis.length === 0) return null
  return (
    <div>
      <Text fw={500} size="sm">
        {t('group.basis')}
      </Text>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {basis.map(({ queueId, contacts, hours, requirementId }) => (
          <li key={queueId}>
            <Text size="sm">
              {t('group.basisLine', {
                queue: queues.find(({ id }) => id === queueId)?.name ?? `#${queueId}`,
                contacts: format.number(contacts),
                hours: format.number(hours),
              })}
              {!requirementId && ` (${t('group.basisEven')})`}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  )
}
