import { AppShell } from '@mantine/core'
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
    <AppShell
      header={{ height: 44 }}
      navbar={{ width: 196, breakpoint: 'sm', collapsed: { mobile: !navigation } }}
      transitionDuration={0}
    >
      <a href="#content" className="skip-link">
        {t('skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Header navigationOpen={navigation} onNavigation={toggle} onJobs={() => setJobs(true)} />
      </AppShell.Header>
      <AppShell.Navbar component="nav" aria-label={t('navigation')} className={classes.navbar}>
        <NavigationPanel />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        <Outlet />
      </AppShell.Main>
      <JobTray opened={jobs} onClose={() => setJobs(false)} />
      <PaletteHost />
      <HelpHost />
    </AppShell>
  )
}
