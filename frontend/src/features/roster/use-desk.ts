import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { byDay } from './model/coverage'
import { breachesQuery, coverageQuery, type Desk, deskQuery, rosterQuery } from './queries'

/** Everything of one roster that its screens show, kept in step with the planner's edits. */
export function useDesk(id: number) {
  const client = useQueryClient()
  const roster = useQuery(rosterQuery(id))
  const desk = useQuery({ ...deskQuery(id), enabled: roster.data?.state !== 'building' })
  const session = desk.data?.session
  const stands = roster.data?.version
  useEffect(() => {
    // somebody else, or a build, made a newer version: read it, unless edits are on their way
    const state = session?.get()
    if (!state || stands === undefined || state.waiting > 0 || state.version >= stands) return
    void client.invalidateQueries({ queryKey: deskQuery(id).queryKey })
  }, [session, stands, client, id])
  useEffect(() => {
    if (!session) return
    return session.watch(() => {
      const { version, made } = session.get()
      client.setQueryData(rosterQuery(id).queryKey, (old) =>
        old && made && old.version < version ? { ...old, version, cost: made.cost } : old,
      )
    })
  }, [session, client, id])
  return { roster, desk }
}

/** What a session shows; the component renders again when it changes. */
export function useSession(desk: Desk) {
  return useSyncExternalStore(desk.session.watch, desk.session.get)
}

const QUIET_MS = 350

/** The version to ask figures of: the newest, once the planner has paused for a moment. */
export function useCalmVersion(desk: Desk): number {
  const { version, waiting } = useSession(desk)
  const [calm, setCalm] = useState(version)
  useEffect(() => {
    if (waiting > 0 || version === calm) return
    const timer = setTimeout(() => setCalm(version), QUIET_MS)
    return () => clearTimeout(timer)
  }, [version, waiting, calm])
  return calm
}

/** Coverage of the roster as it stands, cut into days; undefined until it is known. */
export function useCoverage(id: number, desk: Desk) {
  const { data } = useQuery(coverageQuery(id, useCalmVersion(desk)))
  return useMemo(
    () => (data ? byDay(data, desk.sheet.grid.dayStart) : undefined),
    [data, desk.sheet],
  )
}

/** The broken rules of the roster as it stands, marked on the sheet. */
export function useBreaches(id: number, desk: Desk) {
  const { data } = useQuery(breachesQuery(id, useCalmVersion(desk)))
  useEffect(() => {
    if (data) desk.sheet.showBreaches(data)
  }, [data, desk.sheet])
  return data
}
