import { Button, Checkbox, Group, MultiSelect, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { api, body } from '@/api/client'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import type { Cell, Roster } from '../model/types'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { orderOf, valuesOf } from './order'
import { PlanView } from './plan-view'

const SWITCHES = ['keepWeekPaid', 'keepDayPaid', 'keepStarts', 'keepByHand'] as const

interface Props {
  roster: Roster
  desk: Desk
  cell: Cell
}

/** Who is absent and what must stay; then the ways to make up for it. */
export function RepairPanel({ roster, desk, cell }: Props) {
  const t = useRosterStrings()
  const { sheet } = desk
  const [values, setValues] = useState(() => valuesOf(sheet, cell))
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part })
  const plan = useMutation({
    mutationFn: async () =>
      body(
        await api.POST('/rosters/{id}/repairs', {
          params: { path: { id: roster.id } },
          body: orderOf(values),
        }),
      ),
    onMutate: () => sheet.showPlan([]),
  })
  const people = useMemo(
    () =>
      sheet.people.map(({ id, name, code }) => ({ value: String(id), label: `${name} (${code})` })),
    [sheet],
  )
  const choose = (field: 'absent' | 'pinned' | 'willing', label: string) => (
    <MultiSelect
      label={label}
      data={people}
      value={values[field]}
      onChange={(chosen) => set({ [field]: chosen })}
      searchable
      limit={50}
      mt="xs"
    />
  )
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          plan.mutate()
        }}
      >
        {choose('absent', t('repair.who'))}
        <Group grow align="start" mt="xs">
          <DayField
            label={t('repair.from')}
            value={values.from}
            onChange={(from) => set({ from: from ?? '' })}
          />
          <DayField
            label={t('repair.to')}
            value={values.to}
            onChange={(to) => set({ to: to ?? '' })}
          />
        </Group>
        <TextInput
          label={t('repair.reason')}
          description={t('repair.reasonHint')}
          maxLength={80}
          value={values.reason}
          onChange={(event) => set({ reason: event.currentTarget.value })}
          mt="xs"
        />
        <NumberInput
          label={t('repair.frozen')}
          min={0}
          max={1344}
          value={values.frozenHours}
          onChange={(hours) => set({ frozenHours: Number(hours) || 0 })}
          mt="xs"
        />
        {choose('pinned', t('repair.pinned'))}
        {choose('willing', t('repair.willing'))}
        {values.willing.length > 0 && (
          <Checkbox
            label={t('repair.only')}
            checked={values.onlyWilling}
            onChange={(event) => set({ onlyWilling: event.currentTarget.checked })}
            mt="xs"
          />
        )}
        <Checkbox.Group
          label={t('repair.keep')}
          value={values.keep}
          onChange={(keep) => set({ keep })}
          mt="xs"
        >
          {SWITCHES.map((name) => (
            <Checkbox key={name} value={name} label={t(`repair.${name}`)} mt={4} />
          ))}
        </Checkbox.Group>
        <Button
          type="submit"
          mt="sm"
          loading={plan.isPending}
          disabled={values.absent.length === 0 || !values.from || !values.to}
        >
          {t('repair.find')}
        </Button>
      </form>
      {plan.error && <ErrorPanel error={plan.error} />}
      {plan.data && (
        <PlanView plan={plan.data} desk={desk} reason={values.reason || t('repair.open')} />
      )}
    </>
  )
}
