import { Button, Drawer, NativeSelect, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { idempotencyKey, ifMatch } from '@/api/client'
import { absencesOf } from '@/api/people'
import type { Absence } from '@/api/types'
import { useShellStrings } from '@/app/strings'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { RefusalPanel } from '../refusals/panel'
import type { ProtectedKind } from './leave'
import { useCareerPersonStrings } from './strings'

interface Props {
  person: number
  /** The one whose end changes; nothing: a new one begins. */
  leave: Absence | undefined
  onClose: () => void
}

/** Begins a leave, or says when it ends. Without an end it is refused, with the reason. */
export function LeaveDrawer({ person, leave, onClose }: Props) {
  const t = useCareerPersonStrings()
  const shell = useShellStrings()
  const client = useQueryClient()
  const resource = absencesOf(person)
  const [kind, setKind] = useState<ProtectedKind>('parental')
  const [from, setFrom] = useState<string | null>(leave?.from ?? null)
  const [to, setTo] = useState<string | null>(leave?.to ?? null)
  const [tried, setTried] = useState(false)
  const fields = {
    from: from ?? '',
    to: to ?? '',
    kind: leave?.kind ?? kind,
    status: 'approved' as const,
  }
  const keep = useMutation({
    mutationFn: async () =>
      leave
        ? resource.replace(leave.id, ifMatch(leave.version), fields)
        : resource.create(fields, idempotencyKey()),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [resource.name] })
      void client.invalidateQueries({ queryKey: ['careers'] })
      toast.done(t('done'))
      onClose()
    },
  })
  const wrong = endFault(from, to)
  const submit = () => {
    setTried(true)
    if (from && !wrong) keep.mutate()
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t(leave ? 'end' : 'begin')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        {keep.error && <RefusalPanel error={keep.error} />}
        {!leave && (
          <NativeSelect
            label={t('kind')}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as ProtectedKind)}
            data={(['parental', 'sickness'] as const).map((value) => ({
              value,
              label: t(`kinds.${value}`),
            }))}
          />
        )}
        {!leave && <DayField label={t('from')} required value={from} onChange={setFrom} />}
        <DayField
          label={t('to')}
          description={t('toHint')}
          required
          value={to}
          onChange={setTo}
          error={tried && wrong && t(wrong)}
        />
        <Button loading={keep.isPending} onClick={submit}>
          {t('save')}
        </Button>
      </Stack>
    </Drawer>
  )
}

type EndFault = 'endMissing' | 'endBefore' | 'endNever'

/** As many days as the server takes: longer is no leave. */
const LONGEST_DAYS = 1098

/** What is wrong with the end of a leave; nothing where it can be. */
function endFault(from: string | null, to: string | null): EndFault | undefined {
  if (!to) return 'endMissing'
  if (!from) return undefined
  if (to < from) return 'endBefore'
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 > LONGEST_DAYS ? 'endNever' : undefined
}
