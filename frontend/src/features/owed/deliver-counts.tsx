import { NativeSelect, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { OWED, sendCounts } from '@/api/owed'
import { useMay } from '@/api/session'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { useOwedStrings } from './strings'

const SOURCES = ['switch', 'vendor', 'tickets', 'surveys', 'records', 'lock'] as const

/** Takes a file of counts in; a vendor delivers its own. */
export function DeliverCounts({ programme }: { programme: number }) {
  const t = useOwedStrings()
  const owner = useMay('vendors:manage')
  const vendor = useMay('vendors:own')
  const client = useQueryClient()
  const [source, setSource] = useState<string>(owner ? 'switch' : 'vendor')
  const send = useMutation({
    mutationFn: (file: File) => sendCounts(programme, source, file),
    onSuccess: ({ rows }) => {
      toast.done(t('counts.taken', { rows }))
      void client.invalidateQueries({ queryKey: OWED })
    },
  })
  if (!owner && !vendor) return null
  return (
    <Panel title={t('counts.title')}>
      <Stack gap="sm">
        {owner && (
          <NativeSelect
            label={t('counts.source')}
            value={source}
            maw={320}
            onChange={({ currentTarget }) => setSource(currentTarget.value)}
            data={SOURCES.map((value) => ({ value, label: t(`counts.sources.${value}`) }))}
          />
        )}
        <FileDrop
          label={t('counts.drop')}
          hint={t(source === 'tickets' ? 'counts.ticketHint' : 'counts.hint')}
          accept=".csv,.xlsx"
          busy={send.isPending}
          onFile={(file) => send.mutate(file)}
        />
        {send.isError && <ErrorPanel error={send.error} />}
      </Stack>
    </Panel>
  )
}
