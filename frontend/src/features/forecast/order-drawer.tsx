import { Button, Drawer, Group, MultiSelect, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { fieldMessages } from '@/api/problem'
import type { Queue, Site } from '@/api/types'
import { trackJob } from '@/app/jobs/tracked'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { nextMonday, todayIn } from './days'
import { useOrderForecasts } from './queries'
import { useForecastStrings } from './strings'

interface Props {
  opened: boolean
  onClose: () => void
  site: Site | undefined
  queues: readonly Queue[]
  /** The queue on screen, chosen already. */
  queue: number | undefined
}

/** Asks which queues to forecast and when; a job makes the forecasts. */
export function OrderDrawer(props: Props) {
  const shell = useShellStrings()
  const t = useForecastStrings()
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': shell('close') }}
      opened={props.opened}
      onClose={props.onClose}
      title={t('order.title')}
      size="md"
    >
      <OrderForm key={`${props.site?.id} ${props.queue}`} {...props} />
    </Drawer>
  )
}

function OrderForm({ onClose, site, queues, queue }: Props) {
  const t = useForecastStrings()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState(() =>
    queue ? [String(queue)] : queues.map(({ id }) => String(id)),
  )
  const [from, setFrom] = useState<string | null>(() => nextMonday(todayIn(site?.zone, new Date())))
  const [weeks, setWeeks] = useState<number | string>(4)
  const [asOf, setAsOf] = useState<string | null>(null)
  const order = useOrderForecasts()
  const wrong = fieldMessages(order.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const fields = {
      queueIds: chosen.map(Number),
      from: from ?? '',
      days: 7 * Number(weeks),
      asOf: asOf ?? undefined,
    }
    order.mutate(fields, {
      onSuccess: ({ forecastIds, jobId }) => {
        trackJob(jobId)
        toast.done(t('order.started', { count: forecastIds.length }))
        const [only, ...more] = forecastIds
        if (only !== undefined && more.length === 0)
          void navigate({
            to: '/forecast/$forecastId',
            params: { forecastId: only },
            search: { job: jobId },
          })
        else onClose()
      },
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <MultiSelect
          label={t('order.queues')}
          placeholder={chosen.length === 0 ? t('order.pickQueues') : undefined}
          data={optionsOf(queues)}
          value={chosen}
          onChange={setChosen}
          searchable
          clearable
          error={wrong.queueIds}
        />
        <SimpleGrid cols={2} spacing="sm">
          <DayField
            label={t('order.from')}
            value={from}
            onChange={setFrom}
            required
            error={wrong.from}
          />
          <NumberInput
            label={t('order.weeks')}
            value={weeks}
            onChange={setWeeks}
            min={1}
            max={57}
            allowDecimal={false}
            hideControls={false}
            required
            error={wrong.days}
          />
        </SimpleGrid>
        <DayField
          label={t('order.asOf')}
          description={t('order.asOfHint')}
          value={asOf}
          onChange={setAsOf}
          clearable
          error={wrong.asOf}
        />
        {order.isError && <ErrorPanel error={order.error} />}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={order.isPending}
            disabled={chosen.length === 0 || !from || !weeks}
          >
            {t('order.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
