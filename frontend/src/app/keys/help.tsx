import { Kbd, Modal, Table, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { createStore, useStore } from '../store'
import { useShellStrings } from '../strings'
import { type ShortcutLine, useScreenShortcuts } from './shortcuts'

const opened = createStore(false)

/** Opens the help dialog from anywhere. */
export function openHelp(): void {
  opened.set(true)
}

/** Which keys do what, everywhere and on the screen that is open. `?` opens it. */
export function HelpDialog() {
  const t = useShellStrings()
  const open = useStore(opened)
  const here = useScreenShortcuts()
  useHotkeys([
    ['shift+?', openHelp, { usePhysicalKeys: false }],
    ['?', openHelp],
  ])
  const everywhere: ShortcutLine[] = [
    { keys: ['Ctrl', 'K'], label: t('help.palette') },
    { keys: ['?'], label: t('help.help') },
    { keys: ['Esc'], label: t('help.close') },
    { keys: ['Tab'], label: t('help.move') },
  ]
  return (
    <Modal
      opened={open}
      onClose={() => opened.set(false)}
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
