import { ActionIcon, Button, Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Forecast } from '@/api/types'
import { ArrowLeft, ChevronRight, Search } from '@/design/icons'
import { useFormat } from '@/format'
import { forecastsQuery } from './queries'
import type { ForecastSearch, Step } from './route'
import { STEPS } from './route'
import { useForecastStrings } from './strings'
import { weeksBefore } from './use-timeline'

const HISTORY = [0, 1, 2, 4, 8, 13, 26, 52]
const PAST = [1, 2, 4, 52]

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
  onMove?: (change: 'earlier' | 'later' | 'closer') => void
}

/** What stands in the chart or table: how fine, how much history, and what to lay over it. */
export function ChartControls({ forecast, search, onChange, onMove }: Props) {
  const t = useForecastStrings()
  const format = useFormat()
  const { data: runs = [] } = useQuery(forecastsQuery(forecast.queueId))
  const others = runs.filter(({ id, state }) => id !== forecast.id && state === 'done')
  const number = (value: string) => (value === '' ? undefined : Number(value))
  return (
    <Group gap="sm" mb="sm" align="flex-end">
      <SegmentedControl
        aria-label={t('steps.label')}
        value={search.step ?? 'interval'}
        onChange={(step) => onChange({ step: step as Step, from: undefined, to: undefined })}
        data={STEPS.map((step) => ({ value: step, label: t(`steps.${step}`) }))}
      />
      <NativeSelect
        label={t('controls.history')}
        size="sm"
        value={String(weeksBefore(search))}
        onChange={(event) =>
          onChange({ weeks: Number(event.currentTarget.value), from: undefined })
        }
        data={HISTORY.map((count) => ({
          value: String(count),
          label: count === 0 ? t('controls.noHistory') : t('controls.weeks', { count }),
        }))}
      />
      <NativeSelect
        label={t('controls.past')}
        value={search.past ?? ''}
        onChange={(event) => onChange({ past: number(event.currentTarget.value) })}
        data={[
          { value: '', label: t('controls.noPast') },
          ...PAST.map((count) => ({
            value: String(count),
            label: t('controls.weeksBefore', { count }),
          })),
        ]}
      />
      {others.length > 0 && (
        <NativeSelect
          label={t('controls.with')}
          value={search.with ?? ''}
          onChange={(event) => onChange({ with: number(event.currentTarget.value) })}
          data={[
            { value: '', label: t('controls.noOther') },
            ...others.map(({ id, from, createdAt, zone }) => ({
              value: String(id),
              label: `${t('controls.run', { id, when: format.dateTime(createdAt, zone) })} · ${format.day(from, 'short')}`,
            })),
          ]}
        />
      )}
      {onMove && (
        <Group gap={4}>
          <Move
            label={t('controls.earlier')}
            icon={<ArrowLeft size={16} aria-hidden />}
            onClick={() => onMove('earlier')}
          />
          <Move
            label={t('controls.later')}
            icon={<ChevronRight size={16} aria-hidden />}
            onClick={() => onMove('later')}
          />
          <Move
            label={t('controls.zoomIn')}
            icon={<Search size={16} aria-hidden />}
            onClick={() => onMove('closer')}
          />
          <Button
            variant="default"
            onClick={() => onChange({ from: '1970-01-01', to: '9999-12-31' })}
          >
            {t('controls.reset')}
          </Button>
        </Group>
      )}
    </Group>
  )
}

function Move(props: { label: string; icon: React.ReactNode; onClick: () => void }) {
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.icon}
    </ActionIcon>
  )
}
