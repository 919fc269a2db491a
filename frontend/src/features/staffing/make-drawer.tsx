import { Button, Drawer, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useNames } from '@/api/resource'
import type { Forecast, Queue, Requirement } from '@/api/types'
import { queues } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { forecastsQuery } from '@/features/forecast/queries'
import { GoalFields } from '@/features/setup/goal-fields'
import { goalFields, queueValues } from '@/features/setup/queue-values'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
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
          key={forecast}
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
          key={queue.id}
          queue={queue}
          busy={make.isPending}
          onSubmit={(goal) => submit([{ forecastId: only.id, goal }])}
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

interface GoalFormProps {
  queue: Queue
  busy: boolean
  onSubmit: (goal: RequirementOrder['goal']) => void
}

// The goal's fields are those of the queue's own form; an untouched goal is not sent, so the queue's holds day by day.
function GoalForm({ queue, busy, onSubmit }: GoalFormProps) {
  const t = useStaffingStrings()
  const form = useForm({ initialValues: queueValues(queue) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(form.isDirty() ? goalFields({ ...form.values.goal, validFrom: null }) : undefined)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">{t('make.goalOf', { queue: queue.name })}</Text>
        <GoalFields form={form} />
        <Group justify="flex-end">
          <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
            {t('make.reset')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('make.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
