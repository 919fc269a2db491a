import { Alert, Button, List } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api, body, idempotencyKey, ifMatch } from '@/api/client'
import { ProblemError } from '@/api/problem'
import type { ImpossibleContract } from '@/api/types'
import { ErrorPanel } from '@/parts/error-panel'
import type { Roster } from '../model/types'
import { useRosterStrings } from '../strings'
import { Conflict } from './conflict'
import { conflictGroups } from './conflict-groups'

/** Reads who cannot be rostered out of a refusal; nobody where it is of another kind. */
export function impossiblePeople(error: unknown): readonly ImpossibleContract[] {
  if (!(error instanceof ProblemError) || error.code !== 'unsatisfiable') return []
  return (error.body.impossible as ImpossibleContract[] | undefined) ?? []
}

interface Props {
  roster: Roster
  people: readonly ImpossibleContract[]
}

/** Says which rules keep how many people from being rostered, and offers to draft again without them. */
export function Impossible({ roster, people }: Props) {
  const t = useRosterStrings()
  const leave = useLeaveOut(roster)
  return (
    <Alert color="red" variant="outline" title={t('build.impossible')} role="alert" mt="sm">
      {t('build.impossibleText')}
      <List size="sm" my="xs">
        {conflictGroups(people).map((group) => (
          <Conflict key={group.key} rosterId={roster.id} group={group} />
        ))}
      </List>
      {leave.isError && <ErrorPanel error={leave.error} />}
      <Button
        size="xs"
        variant="default"
        loading={leave.isPending}
        onClick={() => leave.mutate(people.map(({ personId }) => personId))}
      >
        {t('build.leaveOut', { count: people.length })}
      </Button>
    </Alert>
  )
}

/** Drafts the same roster without some people and forgets the draft that could not be built. */
function useLeaveOut(roster: Roster) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: async (ids: number[]) => {
      const { name, siteId, from, days, requirementIds, prices, seed } = roster
      const people = { ...roster.people, leaveOut: [...(roster.people.leaveOut ?? []), ...ids] }
      const order = { name, siteId, from, days, requirementIds, prices, seed, people }
      const made = body(
        await api.POST('/rosters', { params: { header: idempotencyKey() }, body: order }),
      )
      if (roster.inputHash === '' && roster.publishedVersion === 0) {
        const params = { path: { id: roster.id }, header: ifMatch(roster.version) }
        await api.DELETE('/rosters/{id}', { params })
      }
      return made
    },
    onSuccess: ({ id }) => {
      void client.invalidateQueries({ queryKey: ['rosters'] })
      void navigate({
        to: '/roster/$rosterId',
        params: { rosterId: id },
        search: { panel: 'build' },
      })
    },
  })
}
