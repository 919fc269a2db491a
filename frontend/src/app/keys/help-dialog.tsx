import { Kbd, Modal, Table, Text } from '@mantine/core'
import { useShellStrings } from '../strings'
import { type ShortcutLine, useScreenShortcuts } from './shortcuts'

interface Props {
  opened: boolean
  onClose: () => void
}

/** Which keys do what, everywhere and on the screen that is open. */
export function HelpDialog({ opened, onClose }: Props) {
  const t = useShellStrings()
  const here = useScreenShortcuts()
  const everywhere: ShortcutLine[] = [
    { keys: ['Ctrl', 'K'], label: t('help.palette') },
    { keys: ['?'], label: t('help.help') },
    { keys: ['Esc'], label: t('help.close') },
    { keys: ['Tab'], label: t('help.move') },
  ]
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {here.length > 0 && <Lines caption={t('help.here')} lines={here} />}
      <Lines caption={t('help.everywhere')} lines={everywhere} />
      <Text c="dimmed" size="sm" mt="md">
        {t('help.about')}
      </Text>
    </Modal>
  )
}

function Lines({ caption, lines }: { caption: string; lines: readonly ShortcutLine[] }) {
  return (
    <Table captionSide="top" withRowBorders={false} mb="sm">
      <Table.Caption ta="start" fw={600} c="var(--text)">
        {caption}
      </Table.Caption>
      <Table.Tbody>
        {lines.map(({ keys, label }) => (
          <Table.Tr key={label}>
            <Table.Td w={150}>
              {keys.map((key, place) => (
                <span key={key}>
                  {place > 0 && ' + '}
                  <Kbd>{key}</Kbd>
                </span>
              ))}
            </Table.Td>
            <Table.Td>{label}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
