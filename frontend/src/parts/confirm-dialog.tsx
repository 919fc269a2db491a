import { Button, Group, Modal, Text } from '@mantine/core'
import { useShellStrings } from '@/app/strings'
import type { Question } from './confirm'

interface Props {
  question: Question
  opened: boolean
  onClose: () => void
}

/** A question with a red yes and a plain no. */
export function ConfirmDialog({ question, opened, onClose }: Props) {
  const t = useShellStrings()
  const agree = () => {
    onClose()
    question.act()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={question.title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text>{question.text}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {question.no}
        </Button>
        <Button color="red" data-autofocus onClick={agree}>
          {question.yes}
        </Button>
      </Group>
    </Modal>
  )
}
