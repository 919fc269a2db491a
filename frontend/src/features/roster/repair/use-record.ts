import { useQueryClient } from '@tanstack/react-query'
import { idempotencyKey } from '@/api/client'
import { absencesOf } from '@/api/people'
import { colon } from '@/i18n/colon'
import { toast } from '@/parts/toast'
import type { RepairValues } from './order'
import { useRepairStrings } from './strings'

/** Records an absence under People as approved, for everybody who is absent. */
export function useRecord() {
  const t = useRepairStrings()
  const client = useQueryClient()
  return async ({ absent, from, to, kind }: RepairValues): Promise<void> => {
    try {
      for (const id of absent.map(Number)) {
        const fields = { from, to, kind, status: 'approved' as const }
        await absencesOf(id).create(fields, idempotencyKey())
        void client.invalidateQueries({ queryKey: [absencesOf(id).name] })
      }
      toast.done(t('recorded', { count: absent.length }))
    } catch (error) {
      toast.failed(`${t('notRecorded')}${colon()}${error instanceof Error ? error.message : ''}`)
    }
  }
}
