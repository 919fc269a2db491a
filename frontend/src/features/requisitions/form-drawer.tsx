import { Button, Drawer, MultiSelect, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { employers, sites } from '@/api/workforce'
import { useShellStrings } from '@/app/strings'
import { DayField } from '@/parts/inputs/day'
import { Conditions, Needs } from './needs'
import {
  keepRequisition,
  type Requisition,
  type RequisitionFields,
  useRequisitionChange,
  WISHES,
} from './queries'
import { Rules } from './rules'
import { RungField } from './rung-field'
import { useRequisitionStrings } from './strings'

interface Props {
  of?: Requisition
  onClose: () => void
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const EMPTY: RequisitionFields = {
  ...{ name: '', role: '', seats: 1, siteId: 0, employerId: 0, startsOn: inDays(30) },
  ...{ wishes: [], needs: [], conditions: [] },
}

const fieldsOf = (r: Requisition): RequisitionFields => ({
  ...{ name: r.name, role: r.role, seats: r.seats, siteId: r.siteId, employerId: r.employerId },
  ...(r.rung && { ladder: r.ladder, rung: r.rung }),
  ...{ startsOn: r.startsOn, wishes: r.wishes, needs: r.needs, conditions: r.conditions },
})

/** Writes a requisition: the job, what it needs, and what follows for candidates. */
export function FormDrawer({ of, onClose }: Props) {
  const t = useRequisitionStrings()
  const shell = useShellStrings()
  const { data: places = [] } = useList(sites)
  const { data: houses = [] } = useList(employers)
  const keep = useRequisitionChange(keepRequisition)
  const [fields, setFields] = useState(of ? fieldsOf(of) : EMPTY)
  const set = (some: Partial<RequisitionFields>) => setFields((now) => ({ ...now, ...some }))
  const choices = (list: readonly { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t(of ? 'change' : 'write')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <TextInput
          label={t('name')}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('role')}
          value={fields.role}
          onChange={(event) => set({ role: event.currentTarget.value })}
        />
        <NumberInput
          label={t('seats')}
          min={1}
          value={fields.seats}
          onChange={(value) => set({ seats: Number(value) || 1 })}
        />
        <Select
          label={t('site')}
          value={fields.siteId ? String(fields.siteId) : null}
          data={choices(places)}
          onChange={(value) => set({ siteId: Number(value) })}
        />
        <Select
          label={t('employer')}
          value={fields.employerId ? String(fields.employerId) : null}
          data={choices(houses)}
          onChange={(value) => set({ employerId: Number(value) })}
        />
        <DayField
          label={t('startsOn')}
          value={fields.startsOn}
          onChange={(day) => set({ startsOn: day ?? '' })}
        />
        <RungField fields={fields} onChange={set} />
        <WishField
          label={t('grants')}
          value={fields.wishes}
          onChange={(wishes) => set({ wishes })}
        />
        <Needs list={fields.needs} onChange={(needs) => set({ needs })} />
        <Conditions
          list={fields.conditions}
          needs={fields.needs}
          onChange={(conditions) => set({ conditions })}
        />
        <Rules error={keep.error} />
        <Button
          loading={keep.isPending}
          onClick={() => keep.mutate({ ...(of && { of }), fields }, { onSuccess: onClose })}
        >
          {t('save')}
        </Button>
      </Stack>
    </Drawer>
  )
}

interface WishProps {
  label: string
  value: RequisitionFields['wishes']
  onChange: (value: RequisitionFields['wishes']) => void
}

/** Kinds of hours that somebody would like. */
export function WishField({ label, value, onChange }: WishProps) {
  const t = useRequisitionStrings()
  return (
    <MultiSelect
      label={label}
      value={value}
      data={WISHES.map((one) => ({ value: one, label: t(`wish.${one}`) }))}
      onChange={(list) => onChange(WISHES.filter((one) => list.includes(one)))}
    />
  )
}
