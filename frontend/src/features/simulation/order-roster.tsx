import { NumberInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Roster } from '@/api/types'
import { SubmitOrder } from '@/app/jobs/ordered'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { ChanceFields, useChance } from './chance-fields'
import { DaysFields } from './days-fields'
import { useSimulationStrings } from './strings'
import { useOrder } from './use-order'

interface Props {
  rosters: readonly Roster[]
  /** The roster chosen already. */
  chosen: number | undefined
}

/** Plays a roster with its people, on their shifts and breaks. */
export function OrderRoster({ rosters, chosen }: Props) {
  const t = useSimulationStrings()
  const format = useFormat()
  const [picked, setPicked] = useState(chosen)
  const roster = rosters.find(({ id }) => id === picked) ?? rosters[0]
  const [from, setFrom] = useState<string | null>(null)
  const [days, setDays] = useState<number | string>(1)
  const [presence, setPresence] = useState<number | string>('')
  const { chance, setChance, order: chances } = useChance()
  const possible = roster
    ? Array.from({ length: roster.days }, (_, i) => addDays(roster.from, i))
    : []
  const day = from && possible.includes(from) ? from : roster?.from
  const order = useOrder({
    rosterId: roster?.id,
    from: day,
    days: Number(days) || 1,
    presence: Number(presence) > 0 ? Number(presence) / 100 : undefined,
    ...chances,
  })
  if (!roster) return <Text c="dimmed">{t('order.noRoster')}</Text>
  return (
    <Stack gap="sm">
      <Select
        label={t('order.roster')}
        value={String(roster.id)}
        allowDeselect={false}
        searchable
        data={rosters.map(({ id, name, from: start }) => ({
          value: String(id),
          label: `${name} · ${format.day(start)}`,
        }))}
        onChange={(value) => setPicked(Number(value) || undefined)}
      />
      <DaysFields
        labels={{ from: t('order.from'), days: t('order.days') }}
        possible={possible}
        from={day}
        onFrom={setFrom}
        days={days}
        onDays={setDays}
        most={Math.min(31, roster.days)}
      />
      <NumberInput
        label={t('order.presence')}
        description={t('order.presenceHint')}
        suffix=" %"
        min={1}
        max={100}
        value={presence}
        onChange={setPresence}
      />
      <ChanceFields chance={chance} onChange={setChance} />
      <SubmitOrder order={order} label={t('order.submit')} />
    </Stack>
  )
}
