import { Kbd, Menu } from '@mantine/core'
import type { Sheet } from '../model/sheet'
import type { Cell } from '../model/types'
import { useRosterStrings } from '../strings'
import type { Acts } from './use-acts'

/** Where the menu opens, in the window. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
}

interface Props {
  at: MenuPlace | undefined
  sheet: Sheet
  cell: Cell
  may: boolean
  acts: Acts
  onClose: () => void
  onOpen: () => void
  onMove: () => void
}

/** What can be done with a cell, by clicks alone. */
export function CellMenu({ at, sheet, cell, may, acts, onClose, onOpen, onMove }: Props) {
  const t = useRosterStrings()
  const shift = sheet.shift(cell.person, cell.day)
  const copy = () => void navigator.clipboard?.writeText(acts.copy())
  return (
    <Menu
      opened={at !== undefined}
      onChange={(open) => !open && onClose()}
      position="bottom-start"
      shadow="md"
      withinPortal
    >
      <Menu.Target>
        <div
          aria-hidden
          style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1 }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onOpen} rightSection={<Kbd size="xs">Enter</Kbd>}>
          {t('menu.open')}
        </Menu.Item>
        {may && shift && !shift.locked && <Menu.Item onClick={onMove}>{t('menu.move')}</Menu.Item>}
        {may && shift && (
          <Menu.Item onClick={acts.lock} rightSection={<Kbd size="xs">L</Kbd>}>
            {t(shift.locked ? 'menu.unlock' : 'menu.lock')}
          </Menu.Item>
        )}
        {may && shift && !shift.locked && (
          <Menu.Item onClick={acts.clear} rightSection={<Kbd size="xs">Del</Kbd>}>
            {t('menu.clear')}
          </Menu.Item>
        )}
        <Menu.Item onClick={copy}>{t('menu.copy')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
