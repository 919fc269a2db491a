import { List, Stack, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import type { AllocationInput, AllocationResult } from './queries'
import { useVendorStrings } from './strings'
import { en } from './strings.en'

type Queue = AllocationResult['queues'][number]
type Portion = Queue['portions'][number]

interface Props {
  input: AllocationInput
  result: AllocationResult
}

type Limit = keyof typeof en.limits

/** A division with what binds it and what that costs; or why there is none. */
export function AllocationResultView({ input, result }: Props) {
  const t = useVendorStrings()
  const format = useFormat()
  const limit = (code: string) => (code in en.limits ? t(`limits.${code as Limit}`) : code)
  if (result.infeasible) {
    return (
      <Stack gap="xs">
        <Status standing="bad">
          {t('infeasible', { short: format.number(result.infeasible.short, 1) })}
        </Status>
        <List>
          {result.infeasible.limits.map((one) => (
            <List.Item key={`${one.limit}${one.name}${one.queue}`}>
              {`${one.name || one.queue}${colon()}${limit(one.limit)} ${format.number(one.value, 2)}`}
            </List.Item>
          ))}
        </List>
      </Stack>
    )
  }
  return (
    <Stack>
      {result.queues.map((queue, place) => (
        <QueueView
          key={queue.queueId}
          queue={queue}
          input={input}
          offers={input.queues[place]?.offers ?? []}
          name={input.queues[place]?.name ?? ''}
          limit={limit}
        />
      ))}
    </Stack>
  )
}

interface QueueProps {
  queue: Queue
  input: AllocationInput
  offers: AllocationInput['queues'][number]['offers']
  name: string
  limit: (code: string) => string
}

function QueueView({ queue, input, offers, name, limit }: QueueProps) {
  const t = useVendorStrings()
  const format = useFormat()
  const of = (id: number) => offers.find(({ programmeId }) => programmeId === id)
  const money = (value: number) => `${format.number(value, 2)} ${input.currency}`
  const columns: Column<Portion>[] = [
    {
      key: 'name',
      header: t('programme'),
      names: true,
      cell: ({ programmeId }) => of(programmeId)?.name ?? '',
    },
    {
      key: 'share',
      header: t('share'),
      align: 'end',
      sortBy: ({ share }) => share,
      cell: ({ share }) => format.percent(share, 1),
    },
    {
      key: 'previous',
      header: t('sharePrevious'),
      align: 'end',
      cell: ({ programmeId }) => {
        const previous = of(programmeId)?.previous
        return previous === undefined ? '–' : format.percent(previous, 1)
      },
    },
    {
      key: 'contacts',
      header: t('contacts'),
      align: 'end',
      cell: ({ contacts }) => format.number(contacts),
    },
    {
      key: 'why',
      header: t('standsOn'),
      cell: ({ binding, price }) =>
        binding
          ? price > 0.005
            ? t('bindsAt', { limit: limit(binding), price: money(price) })
            : limit(binding)
          : t('free'),
    },
  ]
  return (
    <div>
      <Title order={3} mb={4}>
        {name}
      </Title>
      <Text mb="xs">
        {t('queueResult', {
          cost: money(queue.cost),
          quality: format.percent(queue.quality, 1),
          hhi: format.number(queue.hhi, 2),
          next: money(queue.nextPrice),
        })}{' '}
        {queue.floorPrice > 0.005 && t('floorPriceLine', { price: money(queue.floorPrice) })}
      </Text>
      <Status standing={queue.safe ? 'ok' : 'warn'}>
        {t(queue.safe ? 'safe' : 'unsafe', {
          name: of(queue.largest)?.name ?? '',
          backup: format.number(queue.backup),
        })}
      </Status>
      <DataTable
        label={name}
        columns={columns}
        rows={queue.portions}
        rowKey={({ programmeId }) => programmeId}
      />
    </div>
  )
}
