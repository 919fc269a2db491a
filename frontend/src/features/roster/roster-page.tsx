import { Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Board } from './board'
import { RosterLink } from './list/roster-link'
import type { Roster } from './model/types'
import { StateWord } from './parts/state-word'
import { useRosterStrings } from './strings'
import { useDesk } from './use-desk'

const BuildPanel = lazily(async () => (await import('./build/build-panel')).BuildPanel)

const route = getRouteApi('/shell/roster/$rosterId')

/** One roster: built here, edited by hand, explained and published. */
export function OneRosterPage() {
  const t = useRosterStrings()
  const { rosterId } = route.useParams()
  const { roster, desk } = useDesk(rosterId)
  useSiteOf(roster.data)
  const building = roster.data?.state === 'building'
  if (roster.data && desk.data && !building) {
    return <Board key={rosterId} roster={roster.data} desk={desk.data} />
  }
  return (
    <Page
      title={roster.data?.name ?? t('title')}
      trail={[<RosterLink key="list" />]}
      note={roster.data && <StateWord roster={roster.data} />}
    >
      <Loaded query={roster}>
        {(known) =>
          building ? (
            <>
              <Text mb="md">{t('build.building')}</Text>
              <BuildPanel roster={known} />
            </>
          ) : (
            desk.isError && (
              <>
                <ErrorPanel error={desk.error} onRetry={() => void desk.refetch()} />
                <BuildPanel roster={known} refused={desk.error} />
              </>
            )
          )
        }
      </Loaded>
    </Page>
  )
}

/** Puts the roster's site on screen when the roster opens: its address may not name it. */
function useSiteOf(roster: Roster | undefined): void {
  const navigate = route.useNavigate()
  const shown = useRef<number>(undefined)
  const { id, siteId } = roster ?? {}
  useEffect(() => {
    if (id === undefined || shown.current === id) return
    shown.current = id
    void navigate({ search: (old) => ({ ...old, site: siteId }), replace: true })
  }, [id, siteId, navigate])
}
