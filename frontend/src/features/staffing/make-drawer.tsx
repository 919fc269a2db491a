import { Button, Drawer, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useNames } from '@/api/resource'
import type { Forecast, Queue, Requirement } from '@/api/types'
import { queues } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { forecastsQuery } from '@/features/forecast/queries'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { GoalForm } from './goal-form'
import { type RequirementOrder, useMakeRequirements } from './queries'
import { useStaffingStrings } from './strings'

interface Props {
  opened: boolean
  onClose: () => void
  /** Queues of the site on screen. */
  here: readonly Queue[]
  /** The forecast to staff, chosen already. */
  forecast: number | undefined
}

/** Asks which forecasts to staff and, of a single one, for which goal. */
export function MakeDrawer({ opened, onClose, here, forecast }: Props) {
  const shell = useShellStrings()
  const t = useStaffingStrings()
  const { data: forecasts } = useQuery(forecastsQuery(undefined))
  const done = forecasts?.filter(
    ({ state, queueId }) => state === 'done' && here.some(({ id }) => id === queueId),
  )
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': shell('close') }}
      opened={opened}
      onClose={onClose}
      title={t('make.title')}
      size="lg"
    >
      {done && done.length === 0 && <Text c="dimmed">{t('make.none')}</Text>}
      {done && done.length > 0 && (
        <Choice
          key={`${here[0]?.siteId} ${forecast}`} // begun anew where site or forecast change
          forecasts={done}
          here={here}
          chosen={done.some(({ id }) => id === forecast) ? [forecast ?? 0] : latest(done)}
          onMade={onClose}
        />
      )}
    </Drawer>
  )
}

/** The newest forecast of each queue, of those that begin on the same day as the newest of all. */
export function latest(forecasts: readonly Forecast[]): number[] {
  const from = forecasts[0]?.from
  const found = new Map<number, number>()
  for (const one of forecasts) {
    if (one.from === from && !found.has(one.queueId)) found.set(one.queueId, one.id)
  }
  return [...found.values()]
}

interface ChoiceProps {
  forecasts: readonly Forecast[]
  here: readonly Queue[]
  chosen: readonly number[]
  onMade: () => void
}

function Choice({ forecasts, here, chosen: first, onMade }: ChoiceProps) {
  const t = useStaffingStrings()
  const format = useFormat()
  const queueName = useNames(queues)
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(() => first.map(String))
  const make = useMakeRequirements()
  const picked = forecasts.filter(({ id }) => chosen.includes(String(id)))
  const [only, ...more] = picked
  const queue = only && more.length === 0 ? here.find(({ id }) => id === only.queueId) : undefined
  const done = (made: readonly Requirement[]) => {
    toast.done(t('make.made', { count: made.length }))
    const [one, ...others] = made
    if (one && others.length === 0)
      void navigate({ to: '/staffing/$requirementId', params: { requirementId: one.id } })
    else onMade()
  }
  const submit = (orders: readonly RequirementOrder[]) => make.mutate(orders, { onSuccess: done })
  return (
    <Stack gap="md">
      <MultiSelect
        label={t('make.forecasts')}
        placeholder={chosen.length === 0 ? t('make.pick') : undefined}
        searchable
        value={chosen}
        onChange={setChosen}
        data={forecasts.map(({ id, queueId, from, days }) => ({
          value: String(id),
          label: `${t('make.option', { queue: queueName(queueId), from: format.day(from), days })} · #${id}`,
        }))}
      />
      {make.isError && <ErrorPanel error={make.error} />}
      {only && queue ? (
        <GoalForm
          key={only.id}
          queue={queue}
          forecast={only}
          busy={make.isPending}
          onSubmit={(order) => submit([order])}
        />
      ) : (
        <>
          {picked.length > 1 && <Text c="dimmed">{t('make.several')}</Text>}
          <Group justify="flex-end">
            <Button
              loading={make.isPending}
              disabled={picked.length === 0}
              onClick={() => submit(picked.map(({ id }) => ({ forecastId: id })))}
            >
              {t('make.submit')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  )
}
