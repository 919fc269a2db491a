import { useDisclosure } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { JobTray } from '../jobs/tray'
import { HelpHost } from '../keys/help'
import { PaletteHost } from '../palette'
import { useFollowPreferences } from '../preferences'
import { useShellStrings } from '../strings'
import { Header } from './header'
import { NavigationPanel } from './navigation-list'
import { OfflineBanner } from './offline'
import { useSessionGuard } from './session-guard'
import classes from './shell.module.css'

// An open dialog hides the page's scrollbar; the library gives this class the
// room of the bar, so that what is fixed to the right edge does not jump.
const STAYS_BESIDE_SCROLLBAR = 'right-scroll-bar-position'

/** Everything around a screen: navigation, header, palette, job tray, help. */
export function Shell() {
  const t = useShellStrings()
  const [navigation, { toggle, close }] = useDisclosure()
  const [jobs, setJobs] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useSessionGuard()
  useFollowPreferences()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close
  useEffect(close, [path])
  return (
    <>
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <header className={`${classes.header} ${STAYS_BESIDE_SCROLLBAR}`}>
        <Header navigationOpen={navigation} onNavigation={toggle} onJobs={() => setJobs(true)} />
      </header>
      <nav
        aria-label={t('navigation')}
        className={classes.navbar}
        data-open={navigation || undefined}
      >
        <NavigationPanel />
      </nav>
      <main id="content" tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        <Outlet />
      </main>
      <JobTray opened={jobs} onClose={() => setJobs(false)} />
      <PaletteHost />
      <HelpHost />
    </>
  )
}
