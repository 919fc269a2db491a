import { colon } from '@/i18n/colon'
import '@mantine/spotlight/styles.layer.css'
import {
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listQuery } from '@/api/resource'
import { useMay, useMe } from '@/api/session'
import { sites } from '@/api/workforce'
import { Languages, Moon, Search, SitesIcon, Sun } from '@/design/icons'
import { LANGUAGES } from '@/i18n/language'
import { navigationOf } from '../navigation'
import { useChooseLanguage, useChooseTheme } from '../preferences'
import { useShellStrings } from '../strings'
import { paletteStore } from './store'

/** Every screen and setting by name. */
export function Palette() {
  const t = useShellStrings()
  const groups: SpotlightActionGroupData[] = [
    { group: t('palette.go'), actions: useScreens() },
    { group: t('palette.sites'), actions: useSites() },
    { group: t('palette.settings'), actions: useSettings() },
  ]
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      nothingFound={t('palette.nothing')}
      highlightQuery
      scrollable
      maxHeight={420}
      store={paletteStore}
      shortcut={null}
      searchProps={{
        leftSection: <Search size={18} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.open'),
      }}
    />
  )
}

function useScreens(): SpotlightActionData[] {
  const t = useShellStrings()
  const me = useMe()
  const navigate = useNavigate()
  return navigationOf(me)
    .flatMap(({ items }) => items)
    .map(({ to, label, icon: Icon }) => ({
      id: label,
      label: t(`screens.${label}`),
      leftSection: <Icon size={18} aria-hidden />,
      onClick: () => void navigate({ to }),
    }))
}

function useSites(): SpotlightActionData[] {
  const { data = [] } = useQuery({ ...listQuery(sites), enabled: useMay('workforce:read') })
  const navigate = useNavigate()
  if (data.length < 2) return []
  return data.map(({ id, name, zone }) => ({
    id: `site-${id}`,
    label: name,
    description: zone,
    leftSection: <SitesIcon size={18} aria-hidden />,
    onClick: () => void navigate({ to: '.', search: (old) => ({ ...old, site: id }) }),
  }))
}

function useSettings(): SpotlightActionData[] {
  const t = useShellStrings()
  const chooseLanguage = useChooseLanguage()
  const chooseTheme = useChooseTheme()
  const languages = LANGUAGES.map(({ code, name }) => ({
    id: `language-${code}`,
    label: `${t('language')}${colon()}${name}`,
    leftSection: <Languages size={18} aria-hidden />,
    onClick: () => chooseLanguage(code),
  }))
  const themes = (['light', 'dark'] as const).map((scheme) => ({
    id: `theme-${scheme}`,
    label: `${t('theme.label')}${colon()}${t(`theme.${scheme}`)}`,
    leftSection:
      scheme === 'light' ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />,
    onClick: () => chooseTheme(scheme),
  }))
  return [...languages, ...themes]
}
