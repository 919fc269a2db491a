import {
  Button,
  Drawer,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { idempotencyKey } from '@/api/client'
import type { Requirement, Site } from '@/api/types'
import { trackJob } from '@/app/jobs/tracked'
import { useShellStrings } from '@/app/strings'
import { addDays } from '@/features/forecast/days'
import { requirementsQuery } from '@/features/staffing/queries'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { useOrderSimulation } from './queries'
import { useSimulationStrings } from './strings'

interface Props {
  opened: boolean
  onClose: () => void
  site: Site
  /** Requirements chosen already. */
  chosen: readonly number[]
}

/** Asks which requirements to play, on which days, and how often. */
export function OrderDrawer({ opened, onClose, site, chosen }: Props) {
  const t = useSimulationStrings()
  const shell = useShellStrings()
  const { data } = useQuery({ ...requirementsQuery(undefined), enabled: opened })
  const here = data?.filter(({ siteId, deferred }) => siteId === site.id && !deferred)
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('order.title')}
      size="md"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {here?.length === 0 && <Text c="dimmed">{t('order.none')}</Text>}
      {here && here.length > 0 && <Order here={here} chosen={chosen} />}
    </Drawer>
  )
}

const POOLINGS = ['separate', 'by_skill'] as const
const USUAL_REPLICATIONS = 100
const MOST_DAYS = 31

/** The newest requirement of every queue, of those that begin with the newest of all. */
export function together(here: readonly Requirement[]): number[] {
  const seen = new Set<number>()
  return here.flatMap(({ id, from, queueId }) => {
    if (from !== here[0]?.from || seen.has(queueId)) return []
    seen.add(queueId)
    return [id]
  })
}

function Order({ here, chosen }: { here: readonly Requirement[]; chosen: readonly number[] }) {
  const t = useSimulationStrings()
  const format = useFormat()
  const navigate = useNavigate()
  const order = useOrderSimulation()
  const known = chosen.filter((one) => here.some(({ id }) => id === one))
  const [picked, setPicked] = useState((known.length > 0 ? known : together(here)).map(String))
  const first = here.find(({ id }) => String(id) === picked[0])
  const [from, setFrom] = useState<string | null>(null)
  const [days, setDays] = useState<number | string>(1)
  const [pooling, setPooling] = useState<(typeof POOLINGS)[number]>('separate')
  const [volume, setVolume] = useState<number | string>(100)
  const [cv, setCv] = useState<number | string>('')
  const [replications, setReplications] = useState<number | string>(USUAL_REPLICATIONS)
  const possible = first ? Array.from({ length: first.days }, (_, i) => addDays(first.from, i)) : []
  const day = from && possible.includes(from) ? from : first?.from
  const body = {
    requirementIds: picked.map(Number),
    from: day,
    days: Number(days) || 1,
    pooling,
    volume: (Number(volume) || 100) / 100,
    handleCv: Number(cv) || undefined,
    replications: Number(replications) || USUAL_REPLICATIONS,
  }
  // the same order sent again is the same simulation; another one is not
  const text = JSON.stringify(body)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key belongs to the text
  const once = useMemo(() => idempotencyKey(), [text])
  const submit = () =>
    order.mutate(
      { order: body, once },
      {
        onSuccess: ({ id, jobId }) => {
          trackJob(jobId)
          void navigate({ to: '/simulation/$simulationId', params: { simulationId: id } })
        },
      },
    )
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
      <SimpleGrid cols={2} spacing="sm">
        <Select
          label={t('order.from')}
          value={day ?? null}
          onChange={setFrom}
          allowDeselect={false}
          data={possible.map((value) => ({ value, label: format.day(value, 'weekdayDate') }))}
        />
        <NumberInput
          label={t('order.days')}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
        <NumberInput
          label={t('order.volume')}
          suffix=" %"
          min={1}
          max={1000}
          value={volume}
          onChange={setVolume}
        />
        <NumberInput
          label={t('order.replications')}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={replications}
          onChange={setReplications}
        />
      </SimpleGrid>
      <Select
        label={t('order.pooling')}
        value={pooling}
        allowDeselect={false}
        data={wordsOf(POOLINGS, (word) => t(`order.poolings.${word}`))}
        onChange={(value) => setPooling(POOLINGS.find((one) => one === value) ?? 'separate')}
      />
      <NumberInput
        label={t('order.cv')}
        description={t('order.cvHint')}
        min={0}
        max={10}
        decimalScale={2}
        value={cv}
        onChange={setCv}
      />
      {order.isError && <ErrorPanel error={order.error} />}
      <Group justify="flex-end">
        <Button disabled={picked.length === 0} loading={order.isPending} onClick={submit}>
          {t('order.submit')}
        </Button>
      </Group>
    </Stack>
  )
}
