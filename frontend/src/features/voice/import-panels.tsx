import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { useZone } from './frame'
import { useTakeOrders, useTakeTickets } from './queries'
import { useVoiceStrings } from './strings'

/** Files of tickets and of orders. */
export function ImportPanels() {
  return (
    <>
      <Tickets />
      <Orders />
    </>
  )
}

function Tickets() {
  const t = useVoiceStrings()
  const format = useFormat()
  const zone = useZone()
  const take = useTakeTickets()
  const [newReasons, setNewReasons] = useState(false)
  const bring = (file: File) =>
    take.mutate(
      { file, zone, newReasons },
      {
        onSuccess: ({ added, changed, unfiled }) =>
          toast.done(
            t('imported', {
              added: format.number(added),
              changed: format.number(changed),
              unfiled: format.number(unfiled),
            }),
          ),
      },
    )
  return (
    <Panel title={t('importTitle')}>
      {take.error && <ErrorPanel error={take.error} />}
      <Checkbox
        mb="sm"
        label={t('newReasons')}
        checked={newReasons}
        onChange={(event) => setNewReasons(event.currentTarget.checked)}
      />
      <FileDrop
        label={t('importDrop')}
        hint={t('importHint')}
        accept=".csv,text/csv"
        busy={take.isPending}
        onFile={bring}
      />
    </Panel>
  )
}

function Orders() {
  const t = useVoiceStrings()
  const format = useFormat()
  const take = useTakeOrders()
  const bring = (file: File) =>
    take.mutate(file, {
      onSuccess: ({ days, changed }) =>
        toast.done(
          t('ordersTaken', { days: format.number(days), changed: format.number(changed) }),
        ),
    })
  return (
    <Panel title={t('ordersTitle')}>
      {take.error && <ErrorPanel error={take.error} />}
      <FileDrop
        label={t('ordersDrop')}
        hint={t('ordersHint')}
        accept=".csv,.xlsx,text/csv"
        busy={take.isPending}
        onFile={bring}
      />
    </Panel>
  )
}
