import { useNames } from '@/api/resource'
import { queues } from '@/api/workforce'
import { useWhyStrings } from './strings'

/** Names queues by id; none is all of them together. */
export function useQueueNames(): (id: number | undefined) => string {
  const t = useWhyStrings()
  const names = useNames(queues)
  return (id) => (id ? (names(id) ?? String(id)) : t('before.everything'))
}
