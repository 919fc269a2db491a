import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from '../board.module.css'
import { Grant } from '../exceptions/grant'
import { useExceptionStrings } from '../exceptions/strings'
import { deltaText } from '../parts/delta'
import type { Desk } from '../queries'
import { useCalmVersion } from '../use-desk'
import { ChangedDays } from './changed-days'
import { limitText, useAnyRuleWords } from './limit-words'
import { type Concession, concessionsQuery } from './queries'
import { useWhyStrings } from './strings'

interface Props {
  rosterId: number
  desk: Desk
  queue: number
  slot: number
  may: boolean
}

const FIRST = 5

/** What could be conceded to cover a slot better, priced in service and paid hours. */
export function Concessions({ rosterId, desk, queue, slot, may }: Props) {
  const t = useWhyStrings()
  const format = useFormat()
  const [asked, setAsked] = useState<string>()
  const [all, setAll] = useState(false)
  const about = `${queue} ${slot}`
  const query = useQuery({
    ...concessionsQuery(rosterId, useCalmVersion(desk), queue, slot),
    enabled: asked === about,
  })
  return (
    <>
      <Title order={3} mt="md">
        {t('concede.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('concede.text')}
      </Text>
      {asked !== about ? (
        <Button size="xs" variant="default" onClick={() => setAsked(about)}>
          {t('concede.ask')}
        </Button>
      ) : (
        <Loaded query={query}>
          {({ version, concessions, served, goal }) => (
            <>
              {goal !== undefined && (
                <Text size="sm">{t('concede.goal', { goal: format.percent(goal, 0) })}</Text>
              )}
              {concessions.length === 0 && <Text size="sm">{t('concede.none')}</Text>}
              {concessions.slice(0, all ? undefined : FIRST).map((one) => (
                <Line
                  key={`${one.kind} ${one.limits.map((l) => `${l.agreement} ${l.rule} ${l.subject}`).join()}`}
                  concession={one}
                  before={served}
                  version={version}
                  desk={desk}
                  may={may}
                />
              ))}
              {!all && concessions.length > FIRST && (
                <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
                  {t('more', { count: concessions.length - FIRST })}
                </Button>
              )}
            </>
          )}
        </Loaded>
      )}
    </>
  )
}

interface LineProps {
  concession: Concession
  before: number | undefined
  version: number
  desk: Desk
  may: boolean
}

function Line({ concession, before, version, desk, may }: LineProps) {
  const t = useWhyStrings()
  const format = useFormat()
  const { cost, helpers, served } = concession
  const name = useConcessionName()(concession)
  return (
    <section className={classes.issue}>
      <Text size="sm" fw={600}>
        {name}
      </Text>
      <Text size="sm">
        {t('concede.price', {
          coverage: deltaText(format, cost.under + cost.over),
          burden: deltaText(format, cost.preference + cost.fairness + cost.hours),
          hours: deltaText(format, concession.paidMin / 60),
        })}
      </Text>
      {concession.money !== undefined && (
        <Text size="sm">{t('concede.money', { money: deltaText(format, concession.money) })}</Text>
      )}
      {before !== undefined && served !== undefined && (
        <Status standing={served > before ? 'ok' : 'info'}>
          {t('concede.served', {
            before: format.percent(before, 0),
            after: format.percent(served, 0),
          })}
        </Status>
      )}
      {concession.kind === 'borrow' ? (
        <Text size="sm">{t('concede.people', { count: helpers.length })}</Text>
      ) : (
        helpers.map((helper) => (
          <div key={helper.personId}>
            <Text size="sm">{helper.personName}</Text>
            <ChangedDays days={helper.days} desk={desk} />
          </div>
        ))
      )}
      {may && desk.session.get().version === version && (
        <Act concession={concession} desk={desk} name={name} />
      )}
    </section>
  )
}

/** The way to make a concession: its moves, with the exceptions that they need. */
function Act({ concession, desk, name }: { concession: Concession; desk: Desk; name: string }) {
  const t = useWhyStrings()
  const words = useExceptionStrings()
  const { kind, helpers } = concession
  const moves = helpers.flatMap((helper) => helper.moves)
  const exceptions = helpers.flatMap((helper) => helper.exceptions)
  if (kind === 'borrow') {
    return (
      <Text size="xs" c="dimmed">
        {words('borrow')}
      </Text>
    )
  }
  const act = { moves, label: name }
  if (exceptions.length > 0) {
    return <Grant desk={desk} act={{ ...act, exceptions }} open={t('answer.do')} />
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      mt={4}
      onClick={() => void desk.session.do({ moves, label: name })}
    >
      {t('answer.do')}
    </Button>
  )
}

/** Names a concession: the limit and its notch, or the kind. */
function useConcessionName() {
  const t = useWhyStrings()
  const rule = useAnyRuleWords()
  return ({ kind, limits }: Concession): string => {
    const [limit] = limits
    if (kind === 'limit' && limit) {
      return t('concede.limit', {
        rule: rule(limit.rule),
        from: limitText(limit.rule, limit.from),
        to: limitText(limit.rule, limit.to),
        agreement: limit.agreement,
      })
    }
    if (kind === 'overtime') return t('concede.overtime', { agreement: limit?.agreement ?? '' })
    if (kind === 'availability' || kind === 'borrow') return t(`concede.${kind}`)
    return t('concede.rearrange')
  }
}
