import { Button, Checkbox, Group, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { AskText } from './ask-text'
import classes from './careers.module.css'
import { answerAppeal, effectQuery, fairnessQuery, type RoundReport } from './queries'
import { AppealClock } from './round-terms'
import { useCareerStrings } from './strings'

/** What the queues lose if some are promoted, shown before anybody decides. */
export function EffectPanel({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const best = round.standings.slice(0, round.seats).map(({ personId }) => personId)
  const decided = round.applications.filter(({ outcome }) => outcome === 'promoted')
  const [chosen, setChosen] = useState(
    decided.length > 0 ? decided.map(({ personId }) => personId) : best,
  )
  const query = useQuery(effectQuery(round.id, chosen))
  if (round.applications.length === 0) return null
  const toggle = (person: number, on: boolean) =>
    setChosen(on ? [...chosen, person] : chosen.filter((id) => id !== person))
  return (
    <Panel title={t('rounds.effect')}>
      <Text c="dimmed">{t('rounds.effectText', { day: format.day(round.effectiveOn) })}</Text>
      <Group my="sm">
        {round.applications.map(({ personId, name }) => (
          <Checkbox
            key={personId}
            label={name}
            checked={chosen.includes(personId)}
            onChange={(event) => toggle(personId, event.currentTarget.checked)}
          />
        ))}
      </Group>
      <Loaded query={query}>
        {(queues) =>
          queues.length === 0 || chosen.length === 0 ? (
            <Text>{t('rounds.noEffect')}</Text>
          ) : (
            <Table.ScrollContainer minWidth={480}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    {(['queue', 'required', 'standingHours', 'leaves', 'after'] as const).map(
                      (key) => (
                        <Table.Th key={key}>{t(`rounds.${key}`)}</Table.Th>
                      ),
                    )}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {queues.map((queue) => {
                    const short = queue.requiredHours - queue.standingHours + queue.leavingHours
                    return (
                      <Table.Tr key={queue.queueId}>
                        <Table.Td>{queue.name}</Table.Td>
                        <Table.Td>{format.number(queue.requiredHours, 1)}</Table.Td>
                        <Table.Td>{format.number(queue.standingHours, 1)}</Table.Td>
                        <Table.Td>{format.number(queue.leavingHours, 1)}</Table.Td>
                        <Table.Td>
                          <Status standing={short > 0 ? 'warn' : 'ok'}>
                            {format.number(Math.max(0, short), 1)}
                          </Status>
                        </Table.Td>
                      </Table.Tr>
                    )
                  })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
    </Panel>
  )
}

/** Appeals with their answers. */
export function AppealsPanel({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const manages = useMay('careers:manage')
  const running = round.appealsDue !== undefined && round.state !== 'closed'
  if (round.appeals.length === 0 && !running) return null
  const name = (id: number) => round.applications.find((a) => a.personId === id)?.name ?? ''
  return (
    <Panel title={t('rounds.appeals')}>
      <AppealClock round={round} />
      <ul className={classes.findings}>
        {round.appeals.map((appeal) => (
          <li key={appeal.personId} className={classes.finding}>
            <span>
              <b>{name(appeal.personId)}</b>
              <Text size="sm">{appeal.reason}</Text>
              <Text size="sm" c="dimmed">
                {appeal.answer}
              </Text>
            </span>
            <Status standing={appeal.outcome ? 'ok' : 'warn'}>
              {t(`rounds.appealStates.${appeal.outcome || 'waiting'}`)}
            </Status>
            {manages && !appeal.outcome && (
              <Group gap="xs">
                {[true, false].map((upheld) => (
                  <AskText
                    key={String(upheld)}
                    label={t(upheld ? 'rounds.uphold' : 'rounds.reject')}
                    text={t('rounds.answer')}
                    send={(answer) =>
                      answerAppeal({ id: round.id, person: appeal.personId, upheld, answer })
                    }
                  />
                ))}
              </Group>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** How groups fare in the round; asked for on purpose, since looking is recorded. */
export function FairnessPanel({ id }: { id: number }) {
  const t = useCareerStrings()
  const format = useFormat()
  const [looks, setLooks] = useState(false)
  const query = useQuery({ ...fairnessQuery(id), enabled: looks })
  return (
    <Panel title={t('rounds.fairness')}>
      <Text c="dimmed">{t('rounds.fairnessText')}</Text>
      {!looks && (
        <Button mt="xs" variant="default" onClick={() => setLooks(true)}>
          {t('rounds.look')}
        </Button>
      )}
      {looks && (
        <Loaded query={query}>
          {(ledgers) =>
            ledgers.map((ledger) => (
              <ul key={ledger.attribute} className={classes.findings}>
                {ledger.sheet.groups.map((group) => (
                  <li key={group.group} className={classes.finding}>
                    <span>
                      {ledger.attribute}
                      {colon()}
                      {group.group || t('rounds.groupUnknown')}
                    </span>
                    {group.hidden ? (
                      <Text c="dimmed">{t('rounds.small')}</Text>
                    ) : (
                      <>
                        <span>
                          {t('rounds.rate')}
                          {colon()}
                          {group.selected} / {group.size}
                        </span>
                        {group.ratio !== undefined && group.p !== undefined && (
                          <span>
                            {t('rounds.ratio')}
                            {colon()}
                            {format.number(group.ratio, 2)} (p {format.number(group.p, 2)})
                          </span>
                        )}
                        <Status standing={group.flagged ? 'warn' : 'ok'}>
                          {t(group.flagged ? 'rounds.flagged' : 'rounds.even')}
                        </Status>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            ))
          }
        </Loaded>
      )}
    </Panel>
  )
}
