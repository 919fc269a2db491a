import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useId, useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { toast } from '@/parts/toast'
import { useCareerChange } from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'

interface Props {
  /** On the button, and the title of the dialogue. */
  label: string
  /** What is asked for; nothing: only whether one means it. */
  text?: string
  disabled?: boolean
  variant?: 'default' | 'filled'
  send: (text: string) => Promise<unknown>
}

/** A button that asks for a text, or only whether one means it, before it does something. */
export function AskText({ label, text, disabled, variant = 'default', send }: Props) {
  const t = useCareerStrings()
  const shell = useShellStrings()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const [value, setValue] = useState('')
  const change = useCareerChange(send, () => {
    setOpened(false)
    setValue('')
    toast.done(t('path.done'))
  })
  const submit = () => change.mutate(value)
  return (
    <>
      <Button variant={variant} mih={36} disabled={disabled} onClick={() => setOpened(true)}>
        {label}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={label}
        closeButtonProps={{ 'aria-label': shell('close') }}
      >
        <Stack>
          {change.error && <RefusalPanel error={change.error} />}
          {text && (
            <Textarea
              id={id}
              label={text}
              autosize
              minRows={3}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('cancel')}
            </Button>
            <Button loading={change.isPending} onClick={submit}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
