import { Button, List, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, wallTime } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from '../board.module.css'
import type { Roster } from '../model/types'
import { limitText, useAnyRuleWords } from './limit-words'
import { type Shortfall, shortfallsQuery } from './queries'
import { useWhyStrings } from './strings'
import { useQueueNames } from './use-queue-names'

const FIRST = 6

/** Demand that no legal roster can meet, before any is built: who is kept away, and what would help. */
export function Before({ roster }: { roster: Roster }) {
  const t = useWhyStrings()
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...shortfallsQuery(roster.id, roster.version), enabled: open })
  return (
    <>
      <Title order={3} mt="md">
        {t('before.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('before.text')}
      </Text>
      {open ? (
        <Loaded query={query}>
          {(items) => (
            <>
              {items.length === 0 && <Status standing="ok">{t('before.none')}</Status>}
              {items.slice(0, FIRST).map((one) => (
                <Line key={`${one.span} ${one.queueId ?? ''} ${one.from ?? ''}`} short={one} />
              ))}
              {items.length > FIRST && (
                <Text size="sm">{t('before.more', { count: items.length - FIRST })}</Text>
              )}
            </>
          )}
        </Loaded>
      ) : (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('before.ask')}
        </Button>
      )}
    </>
  )
}

function Line({ short }: { short: Shortfall }) {
  const t = useWhyStrings()
  const format = useFormat()
  const rule = useAnyRuleWords()
  const figures = {
    queue: useQueueNames()(short.queueId),
    most: format.number(short.most, 1),
    required: format.number(short.required, 1),
  }
  return (
    <section className={classes.issue}>
      <Status standing="bad">
        {short.span === 'moment'
          ? t('before.moment', {
              ...figures,
              day: format.day((short.from ?? '').slice(0, 10), 'weekdayDate'),
              from: clock(short.from),
              to: clock(short.to),
            })
          : t(`before.${short.span}`, figures)}
      </Status>
      <List size="sm">
        {short.obstacles.map(({ rule: name, people }) => (
          <List.Item key={name}>{t('before.keeps', { rule: rule(name), people })}</List.Item>
        ))}
        {short.people > 0 && <List.Item>{t('before.people', { count: short.people })}</List.Item>}
        {short.eases.map(({ rule: name, agreement, subject, from, to, gain, notches }) => (
          <List.Item key={`${agreement} ${name} ${subject ?? ''}`}>
            {t('before.ease', {
              rule: rule(name),
              agreement,
              from: limitText(name, from),
              to: limitText(name, to),
              gain: format.number(gain, 1),
              notches,
            })}
          </List.Item>
        ))}
      </List>
    </section>
  )
}

/** The clock of an instant that carries its zone's offset. */
function clock(instant: string | undefined): string {
  const [hours = 0, minutes = 0] = (instant ?? '').slice(11, 16).split(':').map(Number)
  return wallTime(hours * 60 + minutes)
}
