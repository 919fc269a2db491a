import { Group, MultiSelect, NativeSelect } from '@mantine/core'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import type { AccuracyReport } from '@/api/types'
import { queues } from '@/api/workforce'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import type { AccuracySearch } from './route'
import { useAccuracyStrings } from './strings'

const LEADS = [1, 2, 3, 7, 14, 21, 28, 42]

interface Props {
  search: AccuracySearch
  /** What is on screen: it names the days where the address does not. */
  report: AccuracyReport | undefined
  onChange: (change: Partial<AccuracySearch>) => void
}

/** Which queues, which days, and how long ahead a forecast must have been made to count. */
export function Filters({ search, report, onChange }: Props) {
  const t = useAccuracyStrings()
  const site = useSite()
  const { data = [] } = useList(queues)
  const lead = search.lead ?? 1
  return (
    <Group gap="sm" align="flex-end">
      <MultiSelect
        label={t('queues')}
        placeholder={search.queues ? undefined : t('allQueues')}
        data={optionsOf(data.filter(({ siteId }) => siteId === site?.id))}
        value={(search.queues ?? []).map(String)}
        onChange={(chosen) =>
          onChange({ queues: chosen.length > 0 ? chosen.map(Number) : undefined })
        }
        clearable
        searchable
        miw={260}
        maw={520}
      />
      <DayField
        label={t('from')}
        w={150}
        value={search.from ?? report?.from ?? null}
        maxDate={search.to ?? report?.to}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayField
        label={t('to')}
        w={150}
        value={search.to ?? report?.to ?? null}
        minDate={search.from ?? report?.from}
        onChange={(day) => onChange({ to: day ?? undefined })}
      />
      <NativeSelect
        label={t('lead')}
        value={String(lead)}
        onChange={(event) => onChange({ lead: Number(event.currentTarget.value) })}
        data={[...new Set([...LEADS, lead])]
          .toSorted((a, b) => a - b)
          .map((days) => ({ value: String(days), label: t('leadDays', { count: days }) }))}
      />
    </Group>
  )
}
