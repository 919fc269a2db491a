import { Button, Checkbox, NumberInput, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api, body } from '@/api/client'
import { finished, useJob } from '@/api/jobs'
import { useMay } from '@/api/session'
import { failureOf } from '@/app/jobs/failure'
import { trackJob } from '@/app/jobs/tracked'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import type { Roster } from '../model/types'
import { rosterQuery } from '../queries'
import { useRosterStrings } from '../strings'
import { Before, Lines, Prices } from '../why'
import { CostTable } from './cost-table'
import { Impossible, impossiblePeople } from './impossible'
import { Progress } from './progress'

const Earlier = lazily(async () => (await import('../earlier/earlier')).Earlier)
const CheckView = lazily(async () => (await import('./check-view')).CheckView)

interface Props {
  roster: Roster
  /** Why the roster could not be opened, where people who cannot be rostered are the reason. */
  refused?: unknown
}

/** Starts a search and shows how it goes: cost against the proven bound, and what it found. */
export function BuildPanel({ roster, refused }: Props) {
  const t = useRosterStrings()
  const may = useMay('rosters:manage')
  const client = useQueryClient()
  const [seconds, setSeconds] = useState<number | string>(60)
  // people who share queues are where formulas err
  const [simulate, setSimulate] = useState(roster.requirementIds.length > 1)
  const running = useQuery(activeBuildQuery(roster.id, roster.state === 'building'))
  const start = useMutation({
    mutationFn: async () =>
      body(
        await api.POST('/rosters/{id}/builds', {
          params: { path: { id: roster.id } },
          body: { timeLimitS: Number(seconds) || 60, ...(simulate && { simulate }) },
        }),
      ).jobId,
    onSuccess: (id) => {
      trackJob(id)
      void client.invalidateQueries({ queryKey: rosterQuery(roster.id).queryKey, exact: true })
    },
  })
  const jobId = start.data ?? running.data?.id
  const { data: job } = useJob(jobId)
  const over = job ? finished(job) : false
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: ['rosters', roster.id] })
  }, [over, client, roster.id])
  const people = impossiblePeople(start.error ?? refused ?? (job && failureOf(job)))
  const busy = roster.state === 'building' || (job !== undefined && !over)
  return (
    <>
      {may && !busy && (
        <>
          <NumberInput
            label={t('build.limit')}
            suffix=" s"
            min={1}
            max={7200}
            value={seconds}
            onChange={setSeconds}
            hideControls={false}
            step={30}
          />
          <Checkbox
            mt="sm"
            label={t('build.simulate')}
            description={t('build.simulateHint')}
            checked={simulate}
            onChange={(event) => setSimulate(event.currentTarget.checked)}
          />
          <Button mt="sm" loading={start.isPending} onClick={() => start.mutate()}>
            {t('build.start')}
          </Button>
          <Text size="xs" c="dimmed" mt={4}>
            {t('build.replaces')}
          </Text>
        </>
      )}
      {!busy && refused === undefined && <Before roster={roster} />}
      {people.length > 0 && <Impossible roster={roster} people={people} />}
      {start.isError && people.length === 0 && <ErrorPanel error={start.error} />}
      {job && <Progress job={job} />}
      {!busy && (
        <>
          <Title order={3} mt="md" mb={4}>
            {t('build.terms')}
          </Title>
          {roster.inputHash === '' ? (
            <Text c="dimmed">{t('build.none')}</Text>
          ) : (
            <>
              <CostTable roster={roster} />
              <Lines roster={roster} />
              {may && <Prices roster={roster} />}
              <CheckView roster={roster} />
            </>
          )}
          <Earlier roster={roster} />
        </>
      )}
    </>
  )
}

function activeBuildQuery(id: number, building: boolean) {
  return {
    queryKey: ['jobs', 'build', id],
    enabled: building,
    queryFn: async () => {
      const query = { subject: `roster:${id}`, active: true, limit: 50 }
      const { items } = body(await api.GET('/jobs', { params: { query } }))
      return items.find(({ kind }) => kind === 'roster.build') ?? null
    },
  }
}
