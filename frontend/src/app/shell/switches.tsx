import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core'
import type { ComponentType } from 'react'
import { Check, Languages, Monitor, Moon, Sun } from '@/design/icons'
import { useLanguage } from '@/i18n'
import { LANGUAGES } from '@/i18n/language'
import { useChooseLanguage, useChooseTheme } from '../preferences'
import { useShellStrings } from '../strings'

/** Changes the language of everything on screen, with no reload. */
export function LanguageSwitch() {
  const t = useShellStrings()
  const language = useLanguage()
  const choose = useChooseLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('language')}>
          <Languages size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code === 'zh' ? 'zh-CN' : 'en'}
            leftSection={<Chosen when={code === language} />}
            onClick={() => choose(code)}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const THEMES = [
  { scheme: 'light', icon: Sun },
  { scheme: 'dark', icon: Moon },
  { scheme: 'auto', icon: Monitor },
] as const

/** Changes between light, dark and what the system has. */
export function ThemeSwitch() {
  const t = useShellStrings()
  const { colorScheme } = useMantineColorScheme()
  const choose = useChooseTheme()
  const current = THEMES.find(({ scheme }) => scheme === colorScheme) ?? THEMES[2]
  const Icon: ComponentType<{ size?: number }> = current.icon
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('theme.label')}>
          <Icon size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {THEMES.map(({ scheme }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Chosen when={scheme === colorScheme} />}
            onClick={() => choose(scheme)}
          >
            {t(`theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Chosen({ when }: { when: boolean }) {
  return <Check size={14} aria-hidden style={{ visibility: when ? 'visible' : 'hidden' }} />
}
