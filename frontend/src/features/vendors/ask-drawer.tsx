import { Button, Drawer, Group, NumberInput, Select, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { locksQuery, programmesQuery, useAsk } from './queries'
import { useVendorStrings } from './strings'

const HOUR_MS = 3_600_000

/** Asks a programme for hours on a locked forecast. */
export function AskDrawer({ onClose }: { onClose: () => void }) {
  const t = useVendorStrings()
  const shell = useShellStrings()
  const format = useFormat()
  const ask = useAsk()
  const { data: programmes = [] } = useQuery(programmesQuery)
  const { data: locks = [] } = useQuery(locksQuery)
  const [programme, setProgramme] = useState<string | null>(null)
  const [lock, setLock] = useState<string | null>(null)
  const [figures, setFigures] = useState({
    share: 30,
    volumeBand: 10,
    handleBand: 10,
    tolerance: 10,
    hoursToAnswer: 48,
  })
  const [note, setNote] = useState('')
  const one = programmes.find(({ id }) => String(id) === programme)
  const fitting = locks.filter(
    ({ queueId, employerId }) =>
      one?.queues.some((q) => q.queueId === queueId) &&
      (!employerId || employerId === one.employerId),
  )
  const figure = (key: keyof typeof figures) => ({
    label: t(`ask.${key}`),
    min: 0,
    value: figures[key],
    onChange: (value: number | string) => setFigures({ ...figures, [key]: Number(value) }),
  })
  const send = () =>
    ask.mutate(
      {
        programmeId: Number(programme),
        lockId: Number(lock),
        share: figures.share / 100,
        volumeBand: figures.volumeBand / 100,
        handleBand: figures.handleBand / 100,
        tolerance: figures.tolerance / 100,
        occupancy: 0.8,
        dueAt: new Date(Date.now() + figures.hoursToAnswer * HOUR_MS).toISOString(),
        note,
      },
      { onSuccess: onClose },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('askHours')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {ask.isError && <ErrorPanel error={ask.error} />}
        <Select
          label={t('programme')}
          data={programmes.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={programme}
          onChange={setProgramme}
        />
        <Select
          label={t('ask.lock')}
          description={t('ask.lockText')}
          data={fitting.map(({ id, name, from, days }) => ({
            value: String(id),
            label: t('ask.lockName', { name, from: format.day(from), count: days }),
          }))}
          value={lock}
          onChange={setLock}
        />
        <Group grow>
          <NumberInput {...figure('share')} suffix=" %" max={100} />
          <NumberInput {...figure('hoursToAnswer')} />
        </Group>
        <Group grow>
          <NumberInput {...figure('volumeBand')} suffix=" %" max={100} />
          <NumberInput {...figure('handleBand')} suffix=" %" max={100} />
          <NumberInput {...figure('tolerance')} suffix=" %" max={99} />
        </Group>
        <Textarea
          label={t('note')}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button loading={ask.isPending} disabled={!programme || !lock} onClick={send}>
            {t('askHours')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}
