import { Button, Group, Pill, Text } from '@mantine/core'
import { useFormat } from '@/format'
import type { Cell } from '../model/types'
import type { Desk } from '../queries'
import { including, type Pin, pinning, type RepairValues } from './order'
import { useRepairStrings } from './strings'

interface Props {
  desk: Desk
  cell: Cell
  values: RepairValues
  onChange: (part: Partial<RepairValues>) => void
}

/** What the cell that is selected in the grid may mean for the repair, and what is pinned by it. */
export function Selected({ desk, cell, values, onChange }: Props) {
  const t = useRepairStrings()
  const format = useFormat()
  const { sheet } = desk
  const person = sheet.people[cell.person]
  const day = sheet.grid.days[cell.day]
  const named = ({ personId, day: date }: Pin) =>
    `${sheet.people[sheet.personAt(personId)]?.name ?? ''}, ${format.day(date, 'weekdayDate')}`
  if (!person || !day) return null
  const id = String(person.id)
  const acts = [
    {
      word: 'isAbsent' as const,
      part: { absent: including(values.absent, id), from: day, to: day },
    },
    {
      word: 'pinShift' as const,
      part: { pins: pinning(values.pins, { personId: person.id, day }) },
    },
    { word: 'pinPerson' as const, part: { pinned: including(values.pinned, id) } },
    { word: 'pinDay' as const, part: { pinnedDays: including(values.pinnedDays, day) } },
  ]
  return (
    <>
      <Text size="sm" mt="sm">
        {t('selected', { name: person.name, day: format.day(day, 'weekdayDate') })}
      </Text>
      <Group gap={6} mt={4}>
        {acts.map(({ word, part }) => (
          <Button key={word} size="compact-xs" variant="default" onClick={() => onChange(part)}>
            {t(word)}
          </Button>
        ))}
      </Group>
      {values.pins.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            {t('pins')}
          </Text>
          <Pill.Group>
            {values.pins.map((pin) => (
              <Pill
                key={named(pin)}
                withRemoveButton
                removeButtonProps={{
                  'aria-label': t('unpin', { what: named(pin) }),
                  'aria-hidden': false,
                  tabIndex: 0,
                }}
                onRemove={() => onChange({ pins: values.pins.filter((one) => one !== pin) })}
              >
                {named(pin)}
              </Pill>
            ))}
          </Pill.Group>
        </>
      )}
    </>
  )
}
