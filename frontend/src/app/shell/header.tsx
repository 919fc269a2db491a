import { Burger } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Search } from '@/design/icons'
import { JobsButton } from '../jobs/button'
import { openPalette } from '../palette'
import { useShellStrings } from '../strings'
import { AccountMenu } from './account-menu'
import { Logo } from './logo'
import classes from './shell.module.css'
import { SitePicker } from './site-picker'
import { LanguageSwitch, ThemeSwitch } from './switches'
import { usePhone } from './use-phone'

interface Props {
  navigationOpen: boolean
  onNavigation: () => void
  onJobs: () => void
}

/** The bar at the top: where one is, and what is reachable from everywhere. */
export function Header({ navigationOpen, onNavigation, onJobs }: Props) {
  const t = useShellStrings()
  const phone = usePhone()
  return (
    <div className={classes.bar}>
      <Burger
        opened={navigationOpen}
        onClick={onNavigation}
        hiddenFrom="sm"
        size="sm"
        aria-label={t('openNavigation')}
        aria-expanded={navigationOpen}
      />
      <Link to="/" className={classes.brand} aria-label={t('product')}>
        <Logo />
        <span className={classes.brandName}>{t('product')}</span>
      </Link>
      {!phone && <SitePicker />}
      <div className={classes.grow} />
      <button
        type="button"
        className={classes.search}
        onClick={openPalette}
        aria-label={t('palette.open')}
        aria-keyshortcuts="Control+K"
      >
        <Search size={15} aria-hidden />
        <span>{t('palette.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <JobsButton onClick={onJobs} />
      {!phone && <LanguageSwitch />}
      {!phone && <ThemeSwitch />}
      <AccountMenu />
    </div>
  )
}
