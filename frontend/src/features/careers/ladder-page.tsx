import { Alert, Button, Group, List, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import classes from './careers.module.css'
import {
  forgetLadder,
  type LadderReport,
  ladderQuery,
  publishLadder,
  saveLadder,
  tryLadder,
  useCareerChange,
} from './queries'
import { RefusalPanel } from './refusals/panel'
import { type Asked, Requirement } from './requirement'
import { useCareerStrings } from './strings'
import { useNamed } from './words'

const route = getRouteApi('/shell/careers/ladders/$ladderId')

interface Document {
  tracks: { code: string; name: { en?: string; zh?: string }; rungs: string[] }[]
  moves: { from: string; to: string; kind: 'promote'; asks?: Asked }[]
}

/** One version of a ladder: its tracks as lanes, what each move asks, and who would pass. */
export function LadderPage() {
  const t = useCareerStrings()
  const named = useNamed()
  const { ladderId } = route.useParams()
  const query = useQuery(ladderQuery(ladderId))
  const title = query.data
    ? `${named(query.data.name)} · ${t('ladders.version', { number: query.data.number })}`
    : t('ladders.title')
  return (
    <Page
      title={title}
      note={query.data && t(`ladders.states.${query.data.state}`)}
      trail={[
        <Link key="all" to="/careers/ladders">
          {t('ladders.title')}
        </Link>,
      ]}
    >
      <Loaded query={query}>
        {(ladder) => (
          <Stack gap={0}>
            {ladder.state === 'draft' && <Draft key={ladder.version} ladder={ladder} />}
            <Lanes ladder={ladder} />
            <Moves ladder={ladder} />
          </Stack>
        )}
      </Loaded>
    </Page>
  )
}

function useRungs(ladder: LadderReport) {
  const named = useNamed()
  return (code: string) => {
    const rung = ladder.rungs.find((r) => r.code === code)
    return { name: rung ? named(rung.name) : code, rung }
  }
}

function Lanes({ ladder }: { ladder: LadderReport }) {
  const t = useCareerStrings()
  const named = useNamed()
  const rungOf = useRungs(ladder)
  const { tracks } = ladder.document as unknown as Document
  return (
    <Panel title={t('ladders.tracks')}>
      {tracks.map((track) => (
        <div key={track.code}>
          <Text fw={600}>{named({ en: track.name.en ?? '', zh: track.name.zh ?? '' })}</Text>
          <ol className={classes.lane}>
            {track.rungs.map((code) => {
              const { name, rung } = rungOf(code)
              const holders = rung?.holders ?? 0
              return (
                <li key={code} className={classes.rung}>
                  {name}
                  <Text size="sm" c="dimmed">
                    {rung?.places === undefined
                      ? t('ladders.holders', { count: holders })
                      : t('ladders.places', { holders, places: rung.places })}
                  </Text>
                </li>
              )
            })}
          </ol>
        </div>
      ))}
    </Panel>
  )
}

function Moves({ ladder }: { ladder: LadderReport }) {
  const t = useCareerStrings()
  const rungOf = useRungs(ladder)
  const { moves } = ladder.document as unknown as Document
  return (
    <Panel title={t('ladders.movesTitle')}>
      <ul className={classes.findings}>
        {moves.map((move) => (
          <li key={`${move.from} ${move.to}`}>
            <div className={classes.finding}>
              <b>
                {rungOf(move.from).name} → {rungOf(move.to).name}
              </b>
              <span>{t(`moves.${move.kind}`)}</span>
            </div>
            {move.asks ? <Requirement asked={move.asks} /> : t('ladders.nothing')}
            <Trial id={ladder.id} from={move.from} to={move.to} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Trial({ id, from, to }: { id: number; from: string; to: string }) {
  const t = useCareerStrings()
  const tried = useCareerChange(tryLadder)
  return (
    <Group gap="sm" mt={4}>
      <Button
        size="compact-sm"
        variant="default"
        loading={tried.isPending}
        onClick={() => tried.mutate({ id, from, to })}
      >
        {t('ladders.try')}
      </Button>
      {tried.data && (
        <Text aria-live="polite">
          {t('ladders.triedPasses', {
            passes: tried.data.passes,
            fails: tried.data.fails,
            unknown: tried.data.unknown,
          })}
        </Text>
      )}
      {tried.error && <RefusalPanel error={tried.error} />}
    </Group>
  )
}

/** The designer of a draft: its document, what is wrong with it, what it changes. */
function Draft({ ladder }: { ladder: LadderReport }) {
  const t = useCareerStrings()
  const manages = useMay('careers:manage')
  const navigate = useNavigate()
  const [text, setText] = useState(() => JSON.stringify(ladder.document, null, 2))
  const [wrong, setWrong] = useState('')
  const save = useCareerChange(saveLadder)
  const publish = useCareerChange(publishLadder)
  const forget = useCareerChange(forgetLadder)
  const submit = () => {
    try {
      const document = JSON.parse(text) as Record<string, unknown>
      setWrong('')
      save.mutate({ ladder, document }, { onSuccess: () => toast.done(t('ladders.saved')) })
    } catch (error) {
      setWrong(t('ladders.badJson', { message: error instanceof Error ? error.message : '' }))
    }
  }
  const drop = () =>
    forget.mutate(ladder.id, { onSuccess: () => void navigate({ to: '/careers/ladders' }) })
  const put = () => publish.mutate(ladder, { onSuccess: () => toast.done(t('ladders.published')) })
  const failed = save.error ?? publish.error ?? forget.error
  return (
    <Panel title={t('ladders.edit')}>
      <Stack>
        {failed && <RefusalPanel error={failed} />}
        {ladder.faults.length > 0 ? (
          <Alert color="yellow" title={t('ladders.faults')}>
            <List>
              {ladder.faults.map((fault) => (
                <List.Item key={`${fault.kind} ${fault.where} ${fault.found}`}>
                  {fault.where}: {fault.kind}: {fault.found}; {fault.expected}
                </List.Item>
              ))}
            </List>
          </Alert>
        ) : (
          <Text>{t('ladders.noFaults')}</Text>
        )}
        {ladder.changes.length > 0 && (
          <div>
            <Text>{t('ladders.changes')}</Text>
            <List>
              {ladder.changes.map((change) => (
                <List.Item key={`${change.part} ${change.which} ${change.field}`}>
                  {change.part} {change.which}: {t(`ladders.kinds.${change.kind}`)} {change.field}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Textarea
          label={t('ladders.edit')}
          classNames={{ input: classes.document }}
          autosize
          minRows={12}
          maxRows={28}
          readOnly={!manages}
          value={text}
          error={wrong}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {manages && (
          <Group>
            <Button variant="default" loading={save.isPending} onClick={submit}>
              {t('ladders.save')}
            </Button>
            <Button loading={publish.isPending} disabled={ladder.faults.length > 0} onClick={put}>
              {t('ladders.publish')}
            </Button>
            <Button variant="default" loading={forget.isPending} onClick={drop}>
              {t('ladders.forget')}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}
