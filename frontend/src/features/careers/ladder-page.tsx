import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import classes from './careers.module.css'
import { Designer } from './designer/designer'
import type { LadderDocument } from './designer/document'
import { MovesDrawing } from './designer/moves-drawing'
import { type LadderReport, ladderQuery, tryLadder, useCareerChange } from './queries'
import { RefusalPanel } from './refusals/panel'
import { Requirement } from './requirement'
import { useCareerStrings } from './strings'
import { useNamed } from './words'

const route = getRouteApi('/shell/careers/ladders/$ladderId')

/** One version of a ladder: its tracks as lanes, what each move asks, and who would pass. */
export function LadderPage() {
  const t = useCareerStrings()
  const named = useNamed()
  const { ladderId } = route.useParams()
  const manages = useMay('careers:manage')
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
            {ladder.state === 'draft' && manages ? (
              <Designer key={ladder.id} ladder={ladder} />
            ) : (
              <>
                <Lanes ladder={ladder} />
                <Moves ladder={ladder} />
              </>
            )}
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
  const { tracks } = ladder.document as unknown as LadderDocument
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
  const doc = ladder.document as unknown as LadderDocument
  return (
    <Panel title={t('ladders.movesTitle')}>
      <MovesDrawing doc={doc} faults={ladder.faults} />
      <ul className={classes.findings}>
        {doc.moves.map((move) => (
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
