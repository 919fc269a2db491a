import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { queues } from '@/api/workforce'
import { optionsOf } from '@/parts/inputs/choices'
import { withGroup, withoutGroup } from './draft'
import { GroupBasis } from './group-basis'
import { BandsField, CohortsField, ShrinkageField, VendorsField } from './group-lists'
import { type GroupValues, groupOf, isCurve, valuesOf } from './group-values'
import type { CapacityGroup, CapacityPlan } from './queries'
import { amount } from './rows-field'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'

interface Props {
  plan: CapacityPlan
  draft: Draft
  at: number
  group: CapacityGroup
  onDone: () => void
}

type NumberKey = {
  [K in keyof GroupValues]: GroupValues[K] extends number ? K : never
}[keyof GroupValues]

/** What holds of a group in all weeks: its work, its people, their pay and how they come and go. */
export function GroupForm({ plan, draft, at, group, onDone }: Props) {
  const t = useCapacityStrings()
  const { currency, weeks, groups, siteId } = draft.fields
  const { data: all = [] } = useList(queues)
  const [values, setValues] = useState(() => valuesOf(group, currency))
  const set = (change: Partial<GroupValues>) => setValues((old) => ({ ...old, ...change }))
  const here = all.filter((queue) => queue.siteId === siteId)
  const taken = groups.some((other, i) => i !== at && other.name === values.name.trim())
  const learning = isCurve(values.productivity, 0, 200)
  const handling = isCurve(values.handle, 1, 1000)
  const wrong = values.name.trim() === '' || taken || !learning || !handling
  const number = (key: NumberKey, label: string, rest: object = {}) => (
    <NumberInput
      label={label}
      min={0}
      value={values[key]}
      onChange={(value) => set({ [key]: amount(value) })}
      {...rest}
    />
  )
  const money = { decimalScale: 2, thousandSeparator: ',' }
  const inWeeks = { suffix: ` ${t('fields.weeks')}`, allowDecimal: false }
  return (
    <Stack gap="md">
      <TextInput
        label={t('fields.name')}
        maxLength={200}
        value={values.name}
        error={taken}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('fields.queues')}
        searchable
        data={optionsOf(here)}
        value={values.queueIds}
        onChange={(queueIds) => set({ queueIds })}
      />
      {values.queueIds.length > 0 && (
        <>
          {number('sharing', t('fields.sharing'), {
            suffix: ' %',
            max: 100,
            description: t('fields.sharingHint'),
          })}
          <Checkbox
            label={t('fields.countPeople')}
            checked={values.countPeople}
            onChange={(event) => set({ countPeople: event.currentTarget.checked })}
          />
          <GroupBasis group={plan.groups.find(({ name }) => name === group.name)} queues={all} />
        </>
      )}
      {values.countPeople && values.queueIds.length > 0 ? (
        <Text c="dimmed">{t('group.counted')}</Text>
      ) : (
        <CohortsField rows={values.starting} onChange={(starting) => set({ starting })} />
      )}
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        {number('hours', t('fields.hours'), { min: 1, max: 168 })}
        {number('pay', `${t('fields.pay')} (${currency})`, money)}
        {number('hireCost', `${t('fields.hireCost')} (${currency})`, money)}
        {number('lead', t('fields.lead'), inWeeks)}
        {number('trainingWeeks', t('fields.training'), { ...inWeeks, max: 52 })}
        {number('trainingCost', `${t('fields.trainingCost')} (${currency})`, money)}
      </SimpleGrid>
      <TextInput
        label={t('fields.productivity')}
        description={t('fields.productivityHint')}
        value={values.productivity}
        error={!learning && t('group.wrong', { low: 0, high: 200 })}
        onChange={(event) => set({ productivity: event.currentTarget.value })}
      />
      <TextInput
        label={t('fields.handle')}
        description={t('fields.handleHint')}
        value={values.handle}
        error={!handling && t('group.wrong', { low: 1, high: 1000 })}
        onChange={(event) => set({ handle: event.currentTarget.value })}
      />
      <BandsField rows={values.attrition} onChange={(attrition) => set({ attrition })} />
      <ShrinkageField rows={values.shrinkage} onChange={(shrinkage) => set({ shrinkage })} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {number('overtime', t('fields.overtime'), { suffix: ' %', max: 100 })}
        {number('premium', t('fields.premium'), { min: 1, max: 10, step: 0.1, decimalScale: 2 })}
      </SimpleGrid>
      <VendorsField
        rows={values.vendors}
        currency={currency}
        onChange={(vendors) => set({ vendors })}
      />
      <Group justify="space-between">
        <Button
          variant="default"
          disabled={groups.length === 1}
          onClick={() => {
            draft.change((fields) => withoutGroup(fields, at))
            onDone()
          }}
        >
          {t('group.remove')}
        </Button>
        <Button
          disabled={wrong}
          onClick={() => {
            draft.change((fields) =>
              withGroup(fields, at, (old) => groupOf(values, old, currency, weeks)),
            )
            onDone()
          }}
        >
          {t('group.apply')}
        </Button>
      </Group>
    </Stack>
  )
}
