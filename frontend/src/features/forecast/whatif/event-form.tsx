import { ActionIcon, Autocomplete, Button, Group, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Forecast } from '@/api/types'
import { CloseIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { DayField } from '@/parts/inputs/day'
import { addDays } from '../days'
import { useForecastStrings } from '../strings'
import { effectsQuery } from './queries'
import type { Supposition } from './suppose'

interface Props {
  forecast: Forecast
  supposition: Supposition
  onChange: (supposition: Supposition) => void
}

/** Events that somebody supposes: a day, a type, and what is expected of it where nothing was learned. */
export function EventForm({ forecast, supposition, onChange }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const [date, setDate] = useState<string | null>(null)
  const [type, setType] = useState('')
  const [uplift, setUplift] = useState<number | string>('')
  const { data } = useQuery(effectsQuery(forecast.id))
  const known = data?.effects.filter(({ kind }) => kind === 'event').map(({ name }) => name) ?? []
  const add = () => {
    if (!date || type.trim() === '') return
    const event = { date, type: type.trim(), upliftPct: uplift === '' ? undefined : Number(uplift) }
    onChange({ ...supposition, events: [...supposition.events, event] })
    setUplift('')
  }
  return (
    <>
      <Text fw={600} mb="xs">
        {t('whatif.events')}
      </Text>
      {supposition.events.map((event, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two events may be alike
        <Group key={at} justify="space-between" wrap="nowrap">
          <Text size="sm">
            {format.day(event.date, 'weekdayDate')} · {event.type}
            {event.upliftPct !== undefined && ` · ${format.signedPercent(event.upliftPct / 100)}`}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('whatif.removeEvent', { type: event.type })}
            onClick={() =>
              onChange({
                ...supposition,
                events: supposition.events.filter((_, other) => other !== at),
              })
            }
          >
            <CloseIcon size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap="xs" align="flex-end" mb="sm">
        <DayField
          label={t('whatif.day')}
          w={140}
          value={date}
          onChange={setDate}
          minDate={forecast.from}
          maxDate={addDays(forecast.from, forecast.days - 1)}
        />
        <Autocomplete
          label={t('whatif.eventType')}
          w={150}
          data={[...new Set(known)]}
          value={type}
          onChange={setType}
        />
        <NumberInput
          label={t('whatif.uplift')}
          w={140}
          min={-100}
          max={1000}
          suffix=" %"
          placeholder={t('whatif.learnt')}
          value={uplift}
          onChange={setUplift}
        />
        <Button
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          disabled={!date || type.trim() === ''}
          onClick={add}
        >
          {t('whatif.add')}
        </Button>
      </Group>
    </>
  )
}
