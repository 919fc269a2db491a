import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import classes from './careers.module.css'
import { beginLadder, type Ladder, laddersQuery, useCareerChange } from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { useNamed } from './words'

const STANDINGS = { draft: 'info', published: 'ok', replaced: 'warn' } as const

/** Every ladder with its versions, the newest first. */
export function LaddersPage() {
  const t = useCareerStrings()
  const format = useFormat()
  const named = useNamed()
  const manages = useMay('careers:manage')
  const query = useQuery(laddersQuery)
  const begin = useCareerChange(beginLadder)
  const navigate = useNavigate()
  const go = (from: { code?: string; of?: number }) =>
    begin.mutate(from, {
      onSuccess: ({ id }) =>
        void navigate({ to: '/careers/ladders/$ladderId', params: { ladderId: id } }),
    })
  const mayFollow = (ladder: Ladder, all: readonly Ladder[]) =>
    ladder.state === 'published' &&
    !all.some(({ code, state }) => code === ladder.code && state === 'draft')
  return (
    <Page title={t('ladders.title')}>
      <Text c="dimmed" maw={820} mb="md">
        {t('ladders.text')}
      </Text>
      {begin.error && <RefusalPanel error={begin.error} />}
      <Loaded query={query}>
        {(all) => (
          <Stack maw={820}>
            {all.length === 0 && <Text c="dimmed">{t('ladders.none')}</Text>}
            {manages && all.length === 0 && (
              <div>
                <Button loading={begin.isPending} onClick={() => go({ code: 'contact-centre' })}>
                  {t('ladders.begin')}
                </Button>
              </div>
            )}
            <ul className={classes.findings}>
              {all.map((ladder) => (
                <li key={ladder.id} className={classes.finding}>
                  <Link to="/careers/ladders/$ladderId" params={{ ladderId: ladder.id }}>
                    {named(ladder.name)} · {t('ladders.version', { number: ladder.number })}
                  </Link>
                  <Status standing={STANDINGS[ladder.state]}>
                    {t(`ladders.states.${ladder.state}`)}
                  </Status>
                  <Text c="dimmed">{format.day(ladder.createdAt.slice(0, 10))}</Text>
                  {manages && mayFollow(ladder, all) && (
                    <Button
                      variant="default"
                      loading={begin.isPending}
                      onClick={() => go({ of: ladder.id })}
                    >
                      {t('ladders.next')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}
