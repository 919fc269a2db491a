import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { RefusalPanel } from '@/features/careers/refusals/panel'
import { turn, useWarningChange } from './queries'
import { useWarningStrings } from './strings'

const LEAST = 10

/** Switches early warning, once somebody has said why. */
export function TurnButton({ on }: { on: boolean }) {
  const t = useWarningStrings()
  const shell = useShellStrings()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState('')
  const change = useWarningChange(turn)
  const label = t(on ? 'turnOff' : 'turnOn')
  const close = () => {
    setOpened(false)
    setReason('')
  }
  return (
    <>
      <Button variant={on ? 'default' : 'filled'} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={label}
        closeButtonProps={{ 'aria-label': shell('close') }}
      >
        <Stack>
          {change.error && <RefusalPanel error={change.error} />}
          <Text>{t(on ? 'offWarns' : 'what')}</Text>
          <Textarea
            label={t('reason')}
            autosize
            minRows={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button
              loading={change.isPending}
              disabled={reason.trim().length < LEAST}
              onClick={() => change.mutate({ on: !on, reason }, { onSuccess: close })}
            >
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
