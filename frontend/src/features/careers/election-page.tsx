import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { PersonField } from '@/parts/inputs/person'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import classes from './careers.module.css'
import {
  countElection,
  type ElectionReport,
  electionQuery,
  openElection,
  propose,
  unpropose,
  useCareerChange,
} from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { useNameOf } from './words'

const route = getRouteApi('/shell/careers/elections/$electionId')

/** One election: who stands, how many have voted, and once it is counted who was elected. */
export function ElectionPage() {
  const t = useCareerStrings()
  const nameOf = useNameOf()
  const { electionId } = route.useParams()
  const format = useFormat()
  const query = useQuery(electionQuery(electionId))
  const title = query.data
    ? `${nameOf(query.data.award)}, ${format.month(query.data.month)}`
    : t('elections.title')
  return (
    <Page
      title={title}
      trail={[
        <Link key="all" to="/careers/elections">
          {t('elections.title')}
        </Link>,
      ]}
    >
      <Loaded query={query}>
        {(election) => (
          <Stack gap={0} maw={760}>
            <Head election={election} />
            <Candidates election={election} />
            {election.result && <Result election={election} />}
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ election }: { election: ElectionReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const manages = useMay('careers:manage')
  const open = useCareerChange(openElection)
  const count = useCareerChange(countElection)
  const { state, voted, electors } = election
  return (
    <Stack gap="xs" mb="md">
      <Group gap="lg">
        <Status standing={state === 'counted' ? 'ok' : 'info'}>
          {t(`elections.states.${state}`)}
        </Status>
        <Text>{t('elections.turnout', { voted, electors })}</Text>
        <Text>
          {t('elections.closes')}
          {colon()}
          {format.day(election.closesOn)}
        </Text>
        <Text c="dimmed">{t('elections.seed', { seed: election.seed ?? '' })}</Text>
      </Group>
      {(open.error || count.error) && <RefusalPanel error={open.error ?? count.error} />}
      {manages && state === 'nominating' && (
        <Group>
          <Button loading={open.isPending} onClick={() => open.mutate(election)}>
            {t('elections.open')}
          </Button>
        </Group>
      )}
      {manages && state === 'open' && (
        <Group>
          <Button loading={count.isPending} onClick={() => count.mutate(election)}>
            {t('elections.count')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

function Candidates({ election }: { election: ElectionReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const manages = useMay('careers:manage')
  const [person, setPerson] = useState<number>()
  const add = useCareerChange(propose)
  const drop = useCareerChange(unpropose)
  const { id, state, candidates } = election
  const submit = () =>
    person && add.mutate({ id, person }, { onSuccess: () => setPerson(undefined) })
  return (
    <Panel title={t('elections.candidates')}>
      <ul className={classes.findings}>
        {candidates.map(({ personId, name, quality, hiredOn }) => (
          <li key={personId} className={classes.finding}>
            <span>
              {name}
              <Text size="sm" c="dimmed">
                {quality > 0 && `${format.percent(quality, 1)} · `}
                {format.day(hiredOn)}
              </Text>
            </span>
            {manages && state === 'nominating' && (
              <Button variant="default" onClick={() => drop.mutate({ id, person: personId })}>
                {t('elections.drop')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {add.error && <RefusalPanel error={add.error} />}
      {state === 'nominating' && (
        <Group align="flex-end" mt="sm">
          <PersonField label={t('elections.propose')} value={person} onChange={setPerson} w={320} />
          <Button disabled={!person} loading={add.isPending} onClick={submit}>
            {t('readiness.nominate')}
          </Button>
        </Group>
      )}
    </Panel>
  )
}

function Result({ election }: { election: ElectionReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const { result } = election
  if (!result) return null
  const most = Math.max(1, ...result.places.map(({ points }) => points))
  return (
    <Panel title={t('elections.result')}>
      {!result.quorate && <Text>{t('elections.notQuorate')}</Text>}
      {!result.counted && <Text>{t('elections.hidden')}</Text>}
      <ul className={classes.findings}>
        {result.places.map((place) => (
          <li key={place.personId} className={classes.placed}>
            <span>{place.name}</span>
            {result.counted ? (
              <meter
                min={0}
                max={most}
                value={place.points}
                aria-label={`${place.name}${colon()}${place.points}`}
              />
            ) : (
              <span />
            )}
            <span>{result.counted && format.number(place.points)}</span>
            {place.elected && (
              <span>
                <Status standing="ok">{t('elections.elected')}</Status>
              </span>
            )}
          </li>
        ))}
      </ul>
      {result.ties.map((tie) => (
        <Text key={tie.for.personId} size="sm">
          {t('elections.tie', {
            a: tie.for.name,
            b: tie.against.name,
            by: t(`elections.by.${tie.by}`),
          })}
        </Text>
      ))}
    </Panel>
  )
}
