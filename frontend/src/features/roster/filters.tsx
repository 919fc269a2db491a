import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  Text,
  TextInput,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useList } from '@/api/resource'
import { employers, teams } from '@/api/workforce'
import { ArrowLeft, ChevronRight, OkIcon, Search, WarnIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { optionsOf } from '@/parts/inputs/choices'
import type { Breach } from './model/types'
import type { Desk } from './queries'
import { type RosterSearch, SORTS, WEEKS } from './route'
import { useRosterStrings } from './strings'
import type { Period } from './use-period'

const route = getRouteApi('/shell/roster/$rosterId')

interface Props {
  desk: Desk
  period: Period
  breaches: readonly Breach[] | undefined
}

/** What is in sight: which days, which people, in which order. All of it is kept in the address. */
export function Filters({ desk, period, breaches }: Props) {
  const t = useRosterStrings()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const change = (part: RosterSearch) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true })
  const type = useDebouncedCallback((q: string) => change({ q: q.trim() || undefined }), 200)
  const { sheet } = desk
  const staff = useList(employers).data ?? []
  const groups = useList(teams).data ?? []
  const here = <T,>(ids: readonly T[], id: T) => ids.includes(id)
  const employerIds = [...new Set(sheet.people.map(({ employerId }) => employerId))]
  const teamIds = [...new Set(sheet.people.map(({ teamId }) => teamId))]
  return (
    <Group gap="xs" mb="sm">
      <PeriodPicker desk={desk} period={period} onChange={change} />
      <TextInput
        aria-label={t('filter.search')}
        placeholder={t('filter.search')}
        leftSection={<Search size={14} aria-hidden />}
        defaultValue={search.q ?? ''}
        onChange={(event) => type(event.currentTarget.value)}
        size="xs"
        w={180}
      />
      <Choice
        label={t('filter.employer')}
        data={optionsOf(staff.filter(({ id }) => here(employerIds, id)))}
        value={search.employer}
        onChange={(employer) => change({ employer })}
      />
      <Choice
        label={t('filter.team')}
        data={optionsOf(groups.filter(({ id }) => here(teamIds, id)))}
        value={search.team}
        onChange={(team) => change({ team })}
      />
      <Choice
        label={t('filter.queue')}
        data={optionsOf(sheet.grid.queues)}
        value={search.queue}
        onChange={(queue) => change({ queue })}
      />
      <Select
        aria-label={t('filter.sort')}
        data={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        value={search.sort ?? 'code'}
        onChange={(sort) => change({ sort: SORTS.find((one) => one === sort) })}
        allowDeselect={false}
        size="xs"
        w={150}
      />
      <Checkbox
        size="xs"
        label={t('filter.broken')}
        checked={search.broken ?? false}
        onChange={(event) => change({ broken: event.currentTarget.checked || undefined })}
      />
      <Button
        size="xs"
        variant={search.panel === 'issues' ? 'light' : 'default'}
        leftSection={
          breaches?.length ? <WarnIcon size={14} aria-hidden /> : <OkIcon size={14} aria-hidden />
        }
        onClick={() => change({ panel: search.panel === 'issues' ? undefined : 'issues' })}
      >
        {t('issues.show', { count: breaches?.length ?? '…' })}
      </Button>
      <Button
        size="xs"
        variant={search.panel === 'wishes' ? 'light' : 'default'}
        aria-pressed={search.panel === 'wishes'}
        onClick={() => change({ panel: search.panel === 'wishes' ? undefined : 'wishes' })}
      >
        {t('wishes.title')}
      </Button>
    </Group>
  )
}

interface PickerProps {
  desk: Desk
  period: Period
  onChange: (part: RosterSearch) => void
}

function PeriodPicker({ desk, period, onChange }: PickerProps) {
  const t = useRosterStrings()
  const format = useFormat()
  const { weeks } = route.useSearch()
  const { days } = desk.sheet.grid
  const day = (at: number) => format.day(days[at] ?? '', 'weekdayDate')
  const oneDay = period.view === 'day'
  return (
    <Group gap={6}>
      <SegmentedControl
        size="xs"
        aria-label={t('view.label')}
        value={period.view}
        data={[
          { value: 'grid', label: t('view.grid') },
          { value: 'day', label: t('view.day') },
        ]}
        onChange={(view) => onChange({ view: view === 'day' ? 'day' : undefined })}
      />
      {!oneDay && (
        <SegmentedControl
          size="xs"
          aria-label={t('view.weeks')}
          value={weeks ?? '4'}
          data={WEEKS.map((value) => ({ value, label: t(`view.week${value}`) }))}
          onChange={(value) => onChange({ weeks: WEEKS.find((one) => one === value) })}
        />
      )}
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('view.before')}
        onClick={() => period.step(-1)}
      >
        <ArrowLeft size={15} aria-hidden />
      </ActionIcon>
      <Text size="sm" miw={oneDay ? 100 : 170} ta="center" aria-live="polite">
        {oneDay ? day(period.day) : `${day(period.first)} – ${day(period.last)}`}
      </Text>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('view.after')}
        onClick={() => period.step(1)}
      >
        <ChevronRight size={15} aria-hidden />
      </ActionIcon>
    </Group>
  )
}

interface ChoiceProps {
  label: string
  data: { value: string; label: string }[]
  value: number | undefined
  onChange: (id: number | undefined) => void
}

function Choice({ label, data, value, onChange }: ChoiceProps) {
  if (data.length < 2) return null
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={value === undefined ? null : String(value)}
      onChange={(chosen) => onChange(chosen === null ? undefined : Number(chosen))}
      clearable
      size="xs"
      w={130}
    />
  )
}
