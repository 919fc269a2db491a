import {
  Button,
  Drawer,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openRelease, useCrowdAct } from '@/api/crowd'
import { programmeList } from '@/api/owed'
import { useList } from '@/api/resource'
import { queues, sites } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { instantOf } from '@/features/forecast/instants'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { WeekdaysField } from '@/parts/inputs/weekdays'
import { HoursFields } from './hours-fields'
import { Outlook } from './outlook'
import { type Hours, isWhole, MOST_SLOTS, slotsOf } from './pattern'
import { useCrowdStrings } from './strings'

const RULES = ['rotation', 'lottery'] as const
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Offers hours on some days of the week, with what the number of places means. */
export function OpenDrawer({ onClose }: { onClose: () => void }) {
  const t = useCrowdStrings()
  const shell = useShellStrings()
  const programmes = (useQuery(programmeList).data ?? []).filter(({ mode }) => mode === 'crowd')
  const queueList = useList(queues).data ?? []
  const siteList = useList(sites).data ?? []
  const [fields, setFields] = useState({
    programme: 0,
    queue: 0,
    name: '',
    first: dayIn(10),
    last: dayIn(23),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    hours: [{ begins: '19:00', ends: '22:00', need: 2 }] as readonly Hours[],
    piece: 180,
    rule: 'rotation' as (typeof RULES)[number],
    seed: 1,
    closes: dayIn(6),
    answer: dayIn(8),
  })
  const set = (change: Partial<typeof fields>) => setFields({ ...fields, ...change })
  const programme = programmes.find(({ id }) => id === fields.programme) ?? programmes[0]
  const served = queueList.filter(({ id }) =>
    programme?.queues.some(({ queueId }) => queueId === id),
  )
  const queue = served.find(({ id }) => id === fields.queue) ?? served[0]
  const zone = siteList.find(({ id }) => id === queue?.siteId)?.zone ?? 'UTC'
  const slots = slotsOf(fields, zone)
  const whole = slots.length > 0 && slots.length <= MOST_SLOTS && fields.hours.every(isWhole)
  const open = useCrowdAct(() =>
    openRelease({
      programmeId: programme?.id ?? 0,
      queueId: queue?.id ?? 0,
      name: fields.name,
      rule: fields.rule,
      seed: fields.seed,
      closesAt: instantOf({ day: fields.closes, clock: '18:00' }, zone),
      answerBy: instantOf({ day: fields.answer, clock: '18:00' }, zone),
      slots,
    }),
  )
  const number = (key: 'piece' | 'seed', min: number, step = 1) => (
    <NumberInput
      label={t(`book.${key}`)}
      value={fields[key]}
      min={min}
      step={step}
      onChange={(value) => set({ [key]: Number(value) })}
    />
  )
  const day = (key: 'first' | 'last' | 'closes' | 'answer') => (
    <DayField
      label={t(`book.${key}`)}
      value={fields[key]}
      onChange={(value) => value && set({ [key]: value })}
    />
  )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('book.open')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {open.isError && <ErrorPanel error={open.error} />}
        <Text c="dimmed">
          {t('book.openText')} {t('book.zone', { zone })}
        </Text>
        <NativeSelect
          label={t('programme')}
          value={String(programme?.id ?? '')}
          onChange={(event) => set({ programme: Number(event.currentTarget.value) })}
          data={programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <NativeSelect
          label={t('book.queue')}
          value={String(queue?.id ?? '')}
          onChange={(event) => set({ queue: Number(event.currentTarget.value) })}
          data={served.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <TextInput
          label={t('book.name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Group align="flex-end" grow>
          {day('first')}
          {day('last')}
        </Group>
        <WeekdaysField
          label={t('book.weekdays')}
          value={fields.weekdays}
          onChange={(weekdays) => set({ weekdays })}
        />
        <HoursFields hours={fields.hours} onChange={(hours) => set({ hours })} />
        {number('piece', 15, 15)}
        <Text role="status" c={whole ? undefined : 'red'}>
          {slots.length > MOST_SLOTS
            ? t('book.tooMany', { most: MOST_SLOTS })
            : t('book.makes', {
                count: slots.length,
                places: slots.reduce((all, { need }) => all + need, 0),
              })}
        </Text>
        {programme && queue && (
          <Outlook
            programme={programme.id}
            queue={queue.id}
            need={Math.max(...fields.hours.map(({ need }) => need))}
          />
        )}
        <NativeSelect
          label={t('book.rule')}
          value={fields.rule}
          onChange={(event) => set({ rule: event.currentTarget.value as 'rotation' })}
          data={RULES.map((value) => ({ value, label: t(`rules.${value}`) }))}
        />
        <Group align="flex-end" grow>
          {day('closes')}
          {day('answer')}
          {number('seed', 0)}
        </Group>
        <Group justify="flex-end">
          <Button
            disabled={!queue || fields.name.trim() === '' || !whole}
            loading={open.isPending}
            onClick={() => open.mutate(undefined, { onSuccess: onClose })}
          >
            {t('book.release')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
