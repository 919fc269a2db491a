import { Checkbox, MultiSelect, NumberInput, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useFormat } from '@/format'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import type { RepairValues } from './order'
import { useRepairStrings } from './strings'

const SWITCHES = ['keepWeekPaid', 'keepDayPaid', 'keepStarts', 'keepByHand'] as const

interface Props {
  desk: Desk
  values: RepairValues
  onChange: (part: Partial<RepairValues>) => void
}

/** People of the roster as choices. */
export function usePeopleChoices({ sheet }: Desk) {
  return useMemo(
    () =>
      sheet.people.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` })),
    [sheet],
  )
}

/** What a repair may change, and what it must leave alone. */
export function Choices({ desk, values, onChange }: Props) {
  const t = useRosterStrings()
  const words = useRepairStrings()
  const format = useFormat()
  const people = usePeopleChoices(desk)
  const { days, queues } = desk.sheet.grid
  const dates = days.map((day) => ({ value: day, label: format.day(day, 'weekdayDate') }))
  const choose = (
    field: 'queues' | 'days' | 'asked' | 'pinned' | 'pinnedDays' | 'willing',
    label: string,
    data: readonly { value: string; label: string }[],
    description?: string,
  ) => (
    <MultiSelect
      label={label}
      description={description}
      data={[...data]}
      value={values[field]}
      onChange={(chosen) => onChange({ [field]: chosen })}
      searchable
      limit={60}
      mt="xs"
    />
  )
  const queueChoices = queues.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <>
      <Title order={3} mt="md">
        {words('scope')}
      </Title>
      {choose('queues', words('queues'), queueChoices, words('queuesHint'))}
      {choose('days', words('days'), dates, words('daysHint'))}
      {choose('asked', words('people'), people, words('peopleHint'))}
      {choose('willing', t('repair.willing'), people)}
      {values.willing.length > 0 && (
        <Checkbox
          label={t('repair.only')}
          checked={values.onlyWilling}
          onChange={(event) => onChange({ onlyWilling: event.currentTarget.checked })}
          mt="xs"
        />
      )}
      <Title order={3} mt="md">
        {words('leave')}
      </Title>
      <NumberInput
        label={t('repair.frozen')}
        min={0}
        max={1344}
        value={values.frozenHours}
        onChange={(hours) => onChange({ frozenHours: Number(hours) || 0 })}
        mt="xs"
      />
      {choose('pinned', t('repair.pinned'), people)}
      {choose('pinnedDays', words('pinnedDays'), dates)}
      <Checkbox.Group
        label={t('repair.keep')}
        value={values.keep}
        onChange={(keep) => onChange({ keep })}
        mt="xs"
      >
        {SWITCHES.map((name) => (
          <Checkbox key={name} value={name} label={t(`repair.${name}`)} mt={4} />
        ))}
      </Checkbox.Group>
    </>
  )
}
