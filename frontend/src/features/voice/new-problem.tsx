import { Button, Drawer, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { toast } from '@/parts/toast'
import { useReasonName } from './frame'
import { ownerOf } from './owners'
import { type NewProblem, reasonsQuery, termsQuery, useOpenProblem } from './queries'
import { useVoiceStrings } from './strings'

const SEVERITIES = ['critical', 'high', 'normal'] as const

/** Makes a problem of a reason: it gets an owner, and a clock. */
export function NewProblemDrawer({ reason, onClose }: { reason: number; onClose: () => void }) {
  const t = useVoiceStrings()
  const name = useReasonName()
  const reasons = useQuery(reasonsQuery)
  const terms = useQuery(termsQuery)
  const open = useOpenProblem()
  const [fields, setFields] = useState<NewProblem>({
    ...{ title: '', detail: '', department: '', severity: 'high', programmeId: 0 },
    reasonId: reason,
  })
  const change = (part: Partial<NewProblem>) => setFields((old) => ({ ...old, ...part }))
  const departments = terms.data?.departments ?? []
  const owner = ownerOf(departments, reasons.data ?? [], reason)
  const department = fields.department || owner || ''
  const send = () =>
    open.mutate(
      { ...fields, department },
      {
        onSuccess: () => {
          toast.done(t('saved'))
          onClose()
        },
      },
    )
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={t('newProblem')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Text>
          {t('reason')}
          {colon()}
          {name(reasons.data?.find(({ id }) => id === reason))}
        </Text>
        <TextInput
          label={t('problem')}
          value={fields.title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        {departments.length > 0 ? (
          <NativeSelect
            label={t('department')}
            value={department}
            onChange={(event) => change({ department: event.currentTarget.value })}
            data={['', ...departments.map((one) => one.name)]}
          />
        ) : (
          <TextInput
            label={t('department')}
            value={department}
            onChange={(event) => change({ department: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('severity')}
          value={fields.severity}
          onChange={(event) =>
            change({ severity: event.currentTarget.value as NewProblem['severity'] })
          }
          data={wordsOf(SEVERITIES, (severity) => t(`severities.${severity}`))}
        />
        <Textarea
          label={t('detail')}
          value={fields.detail}
          onChange={(event) => change({ detail: event.currentTarget.value })}
          autosize
          minRows={3}
        />
        {open.error && <ErrorPanel error={open.error} />}
        <Button
          disabled={fields.title.trim() === '' || department === ''}
          loading={open.isPending}
          onClick={send}
        >
          {t('openIt')}
        </Button>
      </Stack>
    </Drawer>
  )
}
