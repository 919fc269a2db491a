import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMay } from '@/api/session'
import type { Act } from '../model/history'
import type { Desk } from '../queries'
import { useExceptionStrings } from './strings'

interface Props {
  desk: Desk
  /** What to do, with the exceptions that it needs. */
  act: Act & { readonly exceptions: NonNullable<Act['exceptions']> }
  /** The word on the button that begins it. */
  open: string
}

/** Grants the exceptions that an act needs, with a reason, and does it. */
export function Grant({ desk, act, open }: Props) {
  const t = useExceptionStrings()
  const may = useMay('workforce:manage')
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  if (!may) {
    return (
      <Text size="xs" c="dimmed">
        {t('notYours')}
      </Text>
    )
  }
  if (!asking) {
    return (
      <Button size="compact-xs" variant="default" mt={4} onClick={() => setAsking(true)}>
        {open}
      </Button>
    )
  }
  return (
    <>
      <Text size="xs" c="dimmed" mt={4}>
        {t('grantText', { count: act.exceptions.length })}
      </Text>
      <TextInput
        label={t('reason')}
        description={t('reasonHint')}
        maxLength={500}
        size="xs"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <Group gap={6} mt={6}>
        <Button size="compact-xs" onClick={() => void desk.session.do({ ...act, reason })}>
          {t('grant')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
          {t('cancel')}
        </Button>
      </Group>
    </>
  )
}
