import { Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Panel } from '@/parts/panel'
import { type LadderReport, ladderQuery, laddersQuery, tryLadder } from '../queries'
import { RefusalPanel } from '../refusals/panel'
import classes from './designer.module.css'
import type { LadderDocument, Move } from './document'
import { moveKey, usePartNames } from './faults'
import { useDesignerStrings } from './strings'

interface Tried {
  key: string
  passes: number
  fails: number
  unknown: number
  ready: string[]
  /** How many are ready by the version in force; absent: it has no such move. */
  before?: number
}

/** Judges everybody by the draft as it is saved, beside the version in force. */
export function Tries({ ladder }: { ladder: LadderReport }) {
  const t = useDesignerStrings()
  const doc = ladder.document as unknown as LadderDocument
  const names = usePartNames(doc)
  const { data: all } = useQuery(laddersQuery)
  const standing = all?.find(({ code, state }) => code === ladder.code && state === 'published')
  const { data: inForce } = useQuery({
    ...ladderQuery(standing?.id ?? 0),
    enabled: standing !== undefined,
  })
  const [done, setDone] = useState(0)
  const judged = useMutation({
    mutationFn: async () => {
      const rows: Tried[] = []
      for (const move of doc.moves) {
        setDone(rows.length)
        rows.push(await tryMove(ladder.id, move, inForce))
      }
      return rows
    },
  })
  return (
    <Panel title={t('tries.title')}>
      <Text c="dimmed" mb="sm">
        {t('tries.text')}
      </Text>
      <Button variant="default" loading={judged.isPending} onClick={() => judged.mutate()}>
        {t('tries.run')}
      </Button>
      <div aria-live="polite">
        {judged.isPending && t('tries.running', { done, all: doc.moves.length })}
      </div>
      {judged.error && <RefusalPanel error={judged.error} />}
      {judged.data && (
        <ul className={classes.moves}>
          {judged.data.map((row) => (
            <li key={row.key}>
              <b>{names.move(row.key)}</b>
              <dl className={classes.figures}>
                <Figure label={t('tries.passes')} value={row.passes} />
                <Figure
                  label={t('tries.before')}
                  value={row.before ?? (standing ? t('tries.notThere') : '–')}
                />
                <Figure label={t('tries.fails')} value={row.fails} />
                <Figure label={t('tries.unknown')} value={row.unknown} />
              </dl>
              {row.ready.length > 0 && (
                <details>
                  <summary>{t('tries.who')}</summary>
                  {row.ready.join(', ')}
                </details>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Figure({ label, value }: { label: string; value: number | string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

/** Who would pass a move of a draft, and how many by the same move of the version in force. */
async function tryMove(id: number, { from, to }: Move, inForce: LadderReport | undefined) {
  const tried = await tryLadder({ id, from, to })
  const { moves } = (inForce?.document ?? { moves: [] }) as unknown as LadderDocument
  const same = inForce && moves.some((move) => move.from === from && move.to === to)
  const before = same ? (await tryLadder({ id: inForce.id, from, to })).passes : undefined
  const ready = tried.people.filter(({ move }) => move.finding.verdict === 'passes')
  return {
    ...{ key: moveKey(from, to), before, ready: ready.map(({ name }) => name) },
    ...{ passes: tried.passes, fails: tried.fails, unknown: tried.unknown },
  }
}
