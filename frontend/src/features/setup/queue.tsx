import { useNames } from '@/api/resource'
import type { Queue, QueueFields } from '@/api/types'
import { channels, queues, sites } from '@/api/workforce'
import { useFormat } from '@/format'
import type { Column } from '@/parts/data-table'
import { inWords } from '@/parts/inputs/weekly'
import { lazily } from '@/parts/lazily'
import type { Register } from '@/parts/register/register'
import { useNamingColumns } from './naming'
import { blankQueue, type QueueValues, queueFields, queueValues } from './queue-values'
import { useSetupStrings } from './strings'

const Fields = lazily(async () => (await import('./queue-form')).QueueForm)

function useColumns(): Column<Queue>[] {
  const t = useSetupStrings()
  const format = useFormat()
  const siteName = useNames(sites)
  const channelName = useNames(channels)
  const goal = ({ goal: { slTarget, thresholdS } }: Queue) =>
    slTarget > 0
      ? t('goal.inShort', { share: format.percent(slTarget), time: format.span(thresholdS) })
      : '–'
  return [
    ...useNamingColumns<Queue>(),
    {
      key: 'site',
      header: t('site'),
      cell: (row) => siteName(row.siteId),
      sortBy: (row) => siteName(row.siteId),
    },
    {
      key: 'channel',
      header: t('channel'),
      cell: (row) => channelName(row.channelId),
      sortBy: (row) => channelName(row.channelId),
    },
    { key: 'goal', header: t('goal.title'), cell: goal, sortBy: (row) => row.goal.slTarget },
    {
      key: 'interval',
      header: t('interval'),
      cell: (row) => t('minutes', { count: row.intervalMin }),
      align: 'end',
    },
    {
      key: 'hours',
      header: t('openingHours'),
      cell: (row) => inWords(queueValues(row).hours, format.weekday) || t('neverOpen'),
    },
  ]
}

export const queueRegister: Register<Queue, QueueFields, QueueValues> = {
  resource: queues,
  nameOf: ({ name }) => name,
  useColumns,
  blank: blankQueue,
  toForm: queueValues,
  toFields: queueFields,
  Fields,
  size: 'xl',
}
