import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { makeWish, myWishes, takeBackWish } from '@/api/fairness'
import type { Wish, WishFields } from '@/api/types'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { ClockField, clockOf } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { plusDays } from './days'
import { useMeStrings } from './strings'
import { type Templates, useWishWords } from './wish-words'

const KINDS = ['off', 'start', 'not_start', 'template', 'not_template'] as const

/** One's wishes for the four weeks from a day on, with what became of them, and the points that are left. */
export function MyWishes({ from }: { from: string }) {
  const t = useMeStrings()
  const format = useFormat()
  const query = useQuery(myWishes(from, plusDays(from, 27)))
  // Who is nobody's agent has no points and nothing to wish.
  if (query.data && !query.data.balance?.budget) return null
  return (
    <Panel title={t('wishes.title')}>
      <Loaded query={query}>
        {({ balance, items, templates }) => (
          <Stack gap="md" maw={560}>
            <Text c="dimmed">
              {t('wishes.balance', {
                left: balance.left,
                budget: balance.budget,
                credit: balance.credit,
                to: format.day(balance.to, 'full'),
              })}
            </Text>
            {items.map((wish) => (
              <Line key={wish.id} wish={wish} templates={templates} />
            ))}
            <NewWish day={plusDays(from, 7)} left={balance.left} templates={templates} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}

/** Minutes after midnight of a typed time; midnight for what is none. */
function minuteOf(text: string): number {
  const [hour = 0, minute = 0] = (clockOf(text) ?? '').split(':').map(Number)
  return hour * 60 + minute
}

function useReload() {
  const client = useQueryClient()
  return () => void client.invalidateQueries({ queryKey: ['me', 'wishes'] })
}

function Line({ wish, templates }: { wish: Wish; templates: Templates }) {
  const t = useMeStrings()
  const format = useFormat()
  const words = useWishWords(templates)
  const reload = useReload()
  const back = useMutation({ mutationFn: () => takeBackWish(wish.id), onSuccess: reload })
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <b>{format.day(wish.day, 'weekdayDate')}</b> {words.wish(wish)}
        <Text c="dimmed" size="sm">
          {words.outcome(wish)}
        </Text>
        {back.isError && <ErrorPanel error={back.error} />}
      </div>
      {wish.state === 'open' && (
        <Button
          variant="default"
          size="md"
          loading={back.isPending}
          onClick={() => back.mutate()}
          aria-label={t('wishes.takeBackOf', { day: format.day(wish.day, 'weekdayDate') })}
        >
          {t('wishes.takeBack')}
        </Button>
      )}
    </Group>
  )
}

interface NewProps {
  day: string
  left: number
  templates: Templates
}

function NewWish({ day, left, templates }: NewProps) {
  const t = useMeStrings()
  const reload = useReload()
  const [wish, setWish] = useState<WishFields>({
    day,
    kind: 'off',
    points: Math.max(1, Math.min(3, left)),
  })
  const [hours, setHours] = useState({ from: '08:00', to: '10:00' })
  const set = (change: Partial<WishFields>) => setWish((old) => ({ ...old, ...change }))
  const timed = wish.kind === 'start' || wish.kind === 'not_start'
  const named = wish.kind === 'template' || wish.kind === 'not_template'
  const [template, setTemplate] = useState(templates[0]?.code ?? '')
  const send = useMutation({
    mutationFn: () =>
      makeWish({
        ...wish,
        ...(timed && { fromMin: minuteOf(hours.from), toMin: minuteOf(hours.to) }),
        ...(named && { template }),
      }),
    onSuccess: reload,
  })
  const kinds = KINDS.filter((kind) => templates.length > 0 || !kind.endsWith('template'))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <DayField
          label={t('wishes.day')}
          size="md"
          value={wish.day}
          onChange={(chosen) => chosen && set({ day: chosen })}
        />
        <NativeSelect
          label={t('wishes.kind')}
          size="md"
          value={wish.kind}
          onChange={(event) => set({ kind: event.currentTarget.value as WishFields['kind'] })}
          data={kinds.map((value) => ({ value, label: t(`wishes.kinds.${value}`) }))}
        />
        {named && (
          <NativeSelect
            label={t('wishes.shift')}
            size="md"
            value={template}
            onChange={(event) => setTemplate(event.currentTarget.value)}
            data={templates.map(({ code, letter, name }) => ({
              value: code,
              label: `${letter} · ${name}`,
            }))}
          />
        )}
        {timed && (
          <Group grow>
            <ClockField
              label={t('wishes.from')}
              size="md"
              value={hours.from}
              onChange={(text) => setHours((old) => ({ ...old, from: text }))}
            />
            <ClockField
              label={t('wishes.to')}
              size="md"
              value={hours.to}
              onChange={(text) => setHours((old) => ({ ...old, to: text }))}
            />
          </Group>
        )}
        <NumberInput
          label={t('wishes.points')}
          description={t('wishes.pointsText')}
          size="md"
          min={1}
          value={wish.points}
          onChange={(points) => set({ points: Number(points) })}
        />
        {send.isError && <ErrorPanel error={send.error} />}
        <Button type="submit" size="md" loading={send.isPending} disabled={left < 1}>
          {t('wishes.send')}
        </Button>
      </Stack>
    </form>
  )
}
