import { Button, Group, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, ifMatch } from '@/api/client'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import classes from '../board.module.css'
import type { Roster } from '../model/types'
import { type KeptPlan, keptPlansQuery } from './queries'
import { useEarlierStrings } from './strings'

/** What the roster was before: to look at, to compare and to take back. */
export function Earlier({ roster }: { roster: Roster }) {
  const t = useEarlierStrings()
  const [asked, setAsked] = useState(false)
  const query = useQuery({ ...keptPlansQuery(roster.id), enabled: asked })
  return (
    <>
      <Title order={3} mt="md">
        {t('title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('text')}
      </Text>
      {asked ? (
        <Loaded query={query}>
          {(plans) => (
            <>
              {plans.length === 0 && <Text size="sm">{t('none')}</Text>}
              {plans.map((plan) => (
                <Plan key={plan.id} plan={plan} roster={roster} />
              ))}
            </>
          )}
        </Loaded>
      ) : (
        <Button size="xs" variant="default" onClick={() => setAsked(true)}>
          {t('show')}
        </Button>
      )}
    </>
  )
}

interface PlanProps {
  plan: KeptPlan
  roster: Roster
}

function Plan({ plan, roster }: PlanProps) {
  const t = useEarlierStrings()
  const format = useFormat()
  const when = format.dateTime(plan.at, roster.zone)
  const settings = plan.timeLimitS
    ? ` (${t('settings', { seconds: plan.timeLimitS, seed: plan.seed ?? 0 })})`
    : ''
  return (
    <section className={classes.issue} aria-label={when}>
      <Text size="sm" fw={600}>
        {when} · {t(`origins.${plan.origin}`)}
        {settings}
      </Text>
      <Text size="xs" c="dimmed">
        {[plan.actorName, plan.simulate && t('simulated')].filter(Boolean).join(' · ')}
      </Text>
      <Text size="sm">
        {t('figures', {
          cost: format.fixed(plan.cost.total, 1),
          gap: plan.bound > 0 ? format.percent(plan.gap, 1) : t('noGap'),
          shifts: plan.shifts,
          broken: plan.violations,
        })}
        {plan.bound > 0 && ` · ${t('bound', { bound: format.fixed(plan.bound, 1) })}`}
      </Text>
      {plan.standing && <Status standing="ok">{t('standing')}</Status>}
      <Acts plan={plan} roster={roster} when={when} />
    </section>
  )
}

function Acts({ plan, roster, when }: PlanProps & { when: string }) {
  const t = useEarlierStrings()
  const may = useMay('rosters:manage')
  const client = useQueryClient()
  const path = { id: roster.id, plan: plan.id }
  const renew = () => client.invalidateQueries({ queryKey: ['rosters', roster.id] })
  const take = useMutation({
    mutationFn: () =>
      api.POST('/rosters/{id}/kept-plans/{plan}/return', {
        params: { path, header: ifMatch(roster.version) },
      }),
    onSuccess: () => toast.done(t('taken', { when })),
    onSettled: renew,
  })
  const pin = useMutation({
    mutationFn: () =>
      api.PUT('/rosters/{id}/kept-plans/{plan}/pin', {
        params: { path },
        body: { pinned: !plan.pinned },
      }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: keptPlansQuery(roster.id).queryKey, exact: true }),
  })
  const error = take.error ?? pin.error
  const word = plan.pinned ? 'unpin' : 'pin'
  return (
    <>
      {error && <ErrorPanel error={error} />}
      <Group gap={6} mt={4}>
        {!plan.standing && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('compareNamed', { when })}
            renderRoot={(props) => (
              <Link
                to="/roster/$rosterId/compare"
                params={{ rosterId: roster.id }}
                search={{
                  edition: 'kept',
                  kept: plan.id,
                  with: roster.id,
                  withEdition: 'draft',
                }}
                {...props}
              />
            )}
          >
            {t('compare')}
          </Button>
        )}
        {may && !plan.standing && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('takeNamed', { when })}
            loading={take.isPending}
            onClick={() => take.mutate()}
          >
            {t('take')}
          </Button>
        )}
        {may && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={t(`${word}Named`, { when })}
            loading={pin.isPending}
            onClick={() => pin.mutate()}
          >
            {t(word)}
          </Button>
        )}
      </Group>
    </>
  )
}
