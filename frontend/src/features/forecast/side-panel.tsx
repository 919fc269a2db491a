import { ActionIcon, Button, Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { CloseIcon } from '@/design/icons'
import classes from './forecast.module.css'
import type { PanelName } from './route'
import { useForecastStrings } from './strings'

interface Props {
  open: PanelName
  onOpen: (panel: PanelName) => void
  /** What each tab holds; one that has nothing to say is left out. */
  panels: Readonly<Partial<Record<Exclude<PanelName, 'none'>, ReactNode>>>
}

const ORDER = ['adjust', 'whatif', 'compare', 'today'] as const

/** What one does to a forecast, beside its chart. */
export function SidePanel({ open, onOpen, panels }: Props) {
  const t = useForecastStrings()
  const names = ORDER.filter((name) => panels[name] !== undefined)
  if (open === 'none') return null
  const shown = names.find((name) => name === open) ?? names[0]
  return (
    <aside className={classes.side} aria-label={t('panels.label')}>
      <Tabs
        value={shown}
        onChange={(name) => name && onOpen(name as PanelName)}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('panels.label')}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name} px="xs">
              {t(`panels.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <ActionIcon
          className={classes.shut}
          variant="subtle"
          color="gray"
          aria-label={t('panels.close')}
          onClick={() => onOpen('none')}
        >
          <CloseIcon size={16} aria-hidden />
        </ActionIcon>
        {names.map((name) => (
          <Tabs.Panel key={name} value={name} p="sm">
            {panels[name]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </aside>
  )
}

/** Brings the panel back that was closed. */
export function PanelOpener({ onOpen }: { onOpen: () => void }) {
  const t = useForecastStrings()
  return (
    <Button size="xs" variant="default" onClick={onOpen}>
      {t('panels.open')}
    </Button>
  )
}
