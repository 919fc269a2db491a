import { MultiSelect, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Requirement } from '@/api/types'
import { SubmitOrder } from '@/app/jobs/ordered'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { wordsOf } from '@/parts/inputs/choices'
import { ChanceFields, useChance } from './chance-fields'
import { DaysFields } from './days-fields'
import { useSimulationStrings } from './strings'
import { together } from './together'
import { useOrder } from './use-order'

const POOLINGS = ['separate', 'by_skill'] as const
const MOST_DAYS = 31

interface Props {
  here: readonly Requirement[]
  /** Requirements chosen already. */
  chosen: readonly number[]
}

/** Plays requirements with the agents that they require. */
export function OrderRequirements({ here, chosen }: Props) {
  const t = useSimulationStrings()
  const format = useFormat()
  const known = chosen.filter((one) => here.some(({ id }) => id === one))
  const [picked, setPicked] = useState((known.length > 0 ? known : together(here)).map(String))
  const first = here.find(({ id }) => String(id) === picked[0])
  const [from, setFrom] = useState<string | null>(null)
  const [days, setDays] = useState<number | string>(1)
  const [pooling, setPooling] = useState<(typeof POOLINGS)[number]>('separate')
  const { chance, setChance, order: chances } = useChance()
  const possible = first ? Array.from({ length: first.days }, (_, i) => addDays(first.from, i)) : []
  const day = from && possible.includes(from) ? from : first?.from
  const order = useOrder({
    requirementIds: picked.map(Number),
    from: day,
    days: Number(days) || 1,
    pooling,
    ...chances,
  })
  if (here.length === 0) return <Text c="dimmed">{t('order.none')}</Text>
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('order.requirements')}
        placeholder={picked.length === 0 ? t('order.pick') : undefined}
        value={picked}
        onChange={setPicked}
        searchable
        data={here.map(({ id, queueName, from: start }) => ({
          value: String(id),
          label: t('order.option', { queue: queueName, from: format.day(start), id }),
        }))}
      />
      <DaysFields
        labels={{ from: t('order.from'), days: t('order.days') }}
        possible={possible}
        from={day}
        onFrom={setFrom}
        days={days}
        onDays={setDays}
        most={MOST_DAYS}
      />
      <Select
        label={t('order.pooling')}
        value={pooling}
        allowDeselect={false}
        data={wordsOf(POOLINGS, (word) => t(`order.poolings.${word}`))}
        onChange={(value) => setPooling(POOLINGS.find((one) => one === value) ?? 'separate')}
      />
      <ChanceFields chance={chance} onChange={setChance} />
      <SubmitOrder order={order} disabled={picked.length === 0} label={t('order.submit')} />
    </Stack>
  )
}
