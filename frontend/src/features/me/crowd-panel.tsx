import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  answerBooking,
  appealEvent,
  type OwnAnswer,
  type OwnCrowdSlot,
  type OwnMembership,
  ownCrowdQuery,
  takeSlot,
  useCrowdAct,
} from '@/api/crowd'
import { refusalText } from '@/api/refusals/words'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { useOwnCrowdStrings } from './crowd-strings'
import classes from './me.module.css'

/** Open intervals, one's own bookings, certificates and pay; nothing for whoever is of no crowd. */
export function MyCrowd() {
  const { data } = useQuery(ownCrowdQuery)
  if (!data || data.memberships.length === 0) return null
  return (
    <>
      {data.memberships.map((one) => (
        <Membership key={one.file.member.id} one={one} />
      ))}
      <Pay pay={data.pay} />
    </>
  )
}

function Membership({ one }: { one: OwnMembership }) {
  const t = useOwnCrowdStrings()
  const format = useFormat()
  const { member, certificates } = one.file
  return (
    <Panel title={t('title')}>
      <Stack gap="sm">
        <Text>
          {t(`states.${member.state}`)} · {t('level', { level: member.level })}
          {one.adherence !== undefined &&
            ` · ${t('adherence', { share: format.percent(one.adherence, 0) })}`}
        </Text>
        {certificates.map(({ id, method, ends, refused }) => (
          <Text key={id} size="sm" c="dimmed">
            {method === 'exam' ? t('byExam') : method} ·{' '}
            {refused
              ? refusalText(refused, member.zone)
              : t('holds', { day: format.day(ends, 'full') })}
          </Text>
        ))}
        <Appeal one={one} />
        {one.slots.length === 0 && <Text>{t('none')}</Text>}
        <ul className={classes.week}>
          {one.slots.map((slot) => (
            <Slot key={slot.id} slot={slot} />
          ))}
        </ul>
      </Stack>
    </Panel>
  )
}

function Slot({ slot }: { slot: OwnCrowdSlot }) {
  const t = useOwnCrowdStrings()
  const format = useFormat()
  const take = useCrowdAct(() => takeSlot(slot.id))
  const answer = useCrowdAct((what: OwnAnswer) => answerBooking(slot.booking?.id ?? 0, what))
  const { booking, refused, zone } = slot
  const free = !booking || ['declined', 'lapsed', 'released', 'missed'].includes(booking.state)
  return (
    <li className={classes.day}>
      <Stack gap={6}>
        <Text fw={600}>
          {format.dateTime(slot.begins, zone)} · {slot.minutes} min
        </Text>
        {take.isError && <ErrorPanel error={take.error} />}
        {answer.isError && <ErrorPanel error={answer.error} />}
        {booking && <Text size="sm">{t(`bookings.${booking.state}`)}</Text>}
        {booking && booking.of > 0 && (
          <Text size="sm" c="dimmed">
            {t('why', {
              place: booking.place,
              of: booking.of,
              places: booking.places,
              tier: booking.tier,
              recent: booking.recent,
            })}{' '}
            {t(`rules.${slot.rule as 'lottery'}`, { seed: slot.seed })}
          </Text>
        )}
        <Group gap="xs">
          {free && !refused && (
            <Button onClick={() => take.mutate(undefined)} loading={take.isPending}>
              {slot.state === 'open' ? t('ask') : t('book')}
            </Button>
          )}
          {free && refused && (
            <Text size="sm" c="dimmed">
              {refusalText(refused, zone)}
            </Text>
          )}
          {booking?.state === 'offered' && (
            <>
              <Button onClick={() => answer.mutate('accept')}>{t('accept')}</Button>
              <Button variant="default" onClick={() => answer.mutate('decline')}>
                {t('decline')}
              </Button>
            </>
          )}
          {booking?.state === 'asked' && (
            <Button variant="default" onClick={() => answer.mutate('decline')}>
              {t('takeBack')}
            </Button>
          )}
          {booking?.state === 'booked' && (
            <>
              <Button variant="default" onClick={() => answer.mutate('give_back')}>
                {t('giveBack')}
              </Button>
              <Button
                variant="default"
                onClick={() => answer.mutate(booking.swapping ? 'keep' : 'offer_swap')}
              >
                {booking.swapping ? t('keep') : t('swap')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </li>
  )
}

function Appeal({ one }: { one: OwnMembership }) {
  const t = useOwnCrowdStrings()
  const [words, setWords] = useState('')
  const { member, events, appeals } = one.file
  const last = events.length - 1
  const act = useCrowdAct(() => appealEvent(member.id, last, words))
  const contestable = ['watch', 'suspended', 'exited'].includes(member.state)
  if (!contestable || appeals.some(({ event }) => event === last)) return null
  return (
    <Group align="flex-end">
      {act.isError && <ErrorPanel error={act.error} />}
      <TextInput
        label={t('words')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Button disabled={!words} loading={act.isPending} onClick={() => act.mutate(undefined)}>
        {t('appeal')}
      </Button>
    </Group>
  )
}

type Line = NonNullable<
  Awaited<ReturnType<NonNullable<typeof ownCrowdQuery.queryFn>>>
>['pay'][number]

function Pay({ pay }: { pay: readonly Line[] }) {
  const t = useOwnCrowdStrings()
  const format = useFormat()
  if (pay.length === 0) return null
  return (
    <Panel title={t('pay')}>
      <ul className={classes.week}>
        {pay.map(({ payrollName, minutes, owed, paid, lateDays }) => (
          <li key={payrollName} className={classes.day}>
            {payrollName} · {format.span(minutes * 60)} ·{' '}
            {t('payLine', { owed: format.money(owed), paid: format.money(paid) })}
            {lateDays > 0 && ` · ${t('late', { days: lateDays })}`}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
