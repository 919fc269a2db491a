import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useCrowdStrings } from './strings'

interface Props {
  busy: boolean
  onClose: () => void
  onRevoke: (reason: string) => void
}

/** Asks why a certificate ends. */
export function RevokeDialog({ busy, onClose, onRevoke }: Props) {
  const t = useCrowdStrings()
  const shell = useShellStrings()
  const [reason, setReason] = useState('')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('cert.revoke')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        <Text>{t('cert.revokeText')}</Text>
        <TextInput
          label={t('cert.why')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button
            color="red"
            disabled={reason.trim().length < 3}
            loading={busy}
            onClick={() => onRevoke(reason)}
          >
            {t('cert.revoke')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
