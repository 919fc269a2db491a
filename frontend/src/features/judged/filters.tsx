import { Group, NativeSelect } from '@mantine/core'
import { wordsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import type { Window } from './queries'
import { METRICS, type Metric, type StandingsSearch } from './route'
import { useJudgedStrings } from './strings'

/** Which contacts, and by which failure. */
export function WindowFilters(props: {
  window: Window
  onChange: (change: Partial<StandingsSearch>) => void
}) {
  const { window, onChange } = props
  const t = useJudgedStrings()
  return (
    <Group gap="sm" align="flex-end" mb="md">
      <DayField
        label={t('from')}
        w={150}
        value={window.from}
        maxDate={window.to}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayField
        label={t('to')}
        w={150}
        value={window.to}
        minDate={window.from}
        onChange={(day) => onChange({ to: day ?? undefined })}
      />
      <NativeSelect
        label={t('metric')}
        value={window.metric}
        onChange={(event) => onChange({ metric: event.currentTarget.value as Metric })}
        data={wordsOf(METRICS, (metric) => t(`metrics.${metric}`))}
      />
    </Group>
  )
}
