import { Button, Checkbox, Group, MultiSelect, Select, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { useMay } from '@/api/session'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import type { Cell, RepairAlternative, Roster } from '../model/types'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { Choices, usePeopleChoices } from './choices'
import { orderOf, type RepairValues, valuesOf } from './order'
import { PlanView } from './plan-view'
import { Selected } from './selected'
import { useRepairStrings } from './strings'
import { useRecord } from './use-record'

const KINDS = ['sickness', 'vacation', 'training', 'parental', 'unpaid', 'other'] as const

interface Props {
  roster: Roster
  desk: Desk
  cell: Cell
}

/** Who is absent and what must stay; then the ways to make up for it. */
export function RepairPanel({ roster, desk, cell }: Props) {
  const t = useRosterStrings()
  const words = useRepairStrings()
  const { sheet, session } = desk
  const mayRecord = useMay('workforce:manage')
  const record = useRecord()
  // until something is filled in, the selected cell is what it is about
  const [filled, setFilled] = useState<RepairValues>()
  const [more, setMore] = useState(false)
  const values = filled ?? valuesOf(sheet, cell)
  const set = (part: Partial<RepairValues>) => setFilled({ ...values, ...part })
  const plan = useMutation({
    mutationFn: async (asked: RepairValues) => {
      const path = { id: roster.id }
      return body(
        await api.POST('/rosters/{id}/repairs', { params: { path }, body: orderOf(asked) }),
      )
    },
    onMutate: (asked) => {
      sheet.showPlan([])
      setFilled(asked)
    },
  })
  const reason = values.reason || t('repair.open')
  const apply = async ({ moves }: RepairAlternative) => {
    const about = plan.variables ?? values
    await session.do({ moves, label: t('repair.applied', { reason }) })
    const kind = { kind: values.kind }
    if (values.record && mayRecord && !session.get().trouble) await record({ ...about, ...kind })
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          plan.mutate(values)
        }}
      >
        <MultiSelect
          label={t('repair.who')}
          data={usePeopleChoices(desk)}
          value={values.absent}
          onChange={(absent) => set({ absent })}
          searchable
          limit={50}
          mt="xs"
        />
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
        {mayRecord && (
          <>
            <Checkbox
              label={words('record')}
              description={words('recordHint')}
              checked={values.record}
              onChange={(event) => set({ record: event.currentTarget.checked })}
              mt="xs"
            />
            {values.record && (
              <Select
                label={words('kind')}
                data={KINDS.map((kind) => ({ value: kind, label: t(`away.${kind}`) }))}
                value={values.kind}
                onChange={(kind) => kind && set({ kind })}
                allowDeselect={false}
                mt="xs"
              />
            )}
          </>
        )}
        <Selected desk={desk} cell={cell} values={values} onChange={set} />
        <Button
          size="compact-sm"
          variant="subtle"
          mt="xs"
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          {words(more ? 'fewer' : 'more')}
        </Button>
        {more && <Choices desk={desk} values={values} onChange={set} />}
        <Button
          type="submit"
          mt="sm"
          display="block"
          loading={plan.isPending}
          disabled={values.absent.length === 0 || !values.from || !values.to}
        >
          {t('repair.find')}
        </Button>
      </form>
      {plan.error && <ErrorPanel error={plan.error} />}
      {plan.data && (
        <PlanView
          plan={plan.data}
          desk={desk}
          records={values.record && mayRecord}
          onApply={(alternative) => void apply(alternative)}
        />
      )}
    </>
  )
}
