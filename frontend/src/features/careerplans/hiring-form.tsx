import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PlainNumber, toPercent, toRatio } from './number-input'
import {
  type Draft,
  type FormProps,
  fieldsOf,
  NameFields,
  PlanDrawer,
  useDraft,
} from './plan-drawer'
import { capacityPlansQuery, type HiringFields, type HiringPlan, keepHiring } from './queries'
import { usePlanStrings } from './strings'

const EMPTY: HiringFields = {
  ...{ name: '', description: '', siteId: 0, capacityPlanId: 0, group: '', months: 12, need: [] },
  ...{ decide: 9, sizes: [4, 8, 12], currency: 'CNY', hireMinor: 480_000, classMinor: 600_000 },
  ...{ shortMinor: 950_000, surplusMinor: 640_000, trained: 1, start: 0.6, tau: 3 },
}

/** Writes a hiring plan in plain fields. */
export function HiringForm({ kept, onClose, onKept }: FormProps<HiringPlan>) {
  const t = usePlanStrings()
  const { fields, set } = useDraft<HiringFields>(() => (kept ? fieldsOf(kept) : EMPTY))
  const [sizes, setSizes] = useState(fields.sizes.join(', '))
  const typed = sizes.split(/[^0-9]+/).flatMap((text) => (text === '' ? [] : [Number(text)]))
  return (
    <PlanDrawer
      title={t(kept ? 'form.hiringPlan' : 'form.newHiring')}
      size="lg"
      kept={kept}
      fields={{ ...fields, sizes: typed }}
      ready={fields.name !== '' && fields.group !== ''}
      keep={keepHiring}
      onClose={onClose}
      onKept={onKept}
    >
      <NameFields fields={fields} set={set} />
      <Groups fields={fields} set={set} />
      <Numbers fields={fields} set={set} />
      <TextInput
        label={t('form.sizes')}
        value={sizes}
        onChange={(event) => setSizes(event.currentTarget.value)}
      />
    </PlanDrawer>
  )
}

/** The groups of the capacity plans whose need may be hired for. */
function Groups({ fields, set }: Draft<HiringFields>) {
  const t = usePlanStrings()
  const plans = useQuery(capacityPlansQuery)
  const choices = (plans.data ?? []).flatMap((plan) =>
    plan.groups.map((group) => ({ plan, group, value: `${plan.id}/${group}` })),
  )
  const choose = (value: string) => {
    const found = choices.find((one) => one.value === value)
    if (!found) return
    const { id, currency, siteId } = found.plan
    set({ capacityPlanId: id, group: found.group, currency, siteId })
  }
  return (
    <NativeSelect
      label={t('form.capacity')}
      value={fields.group === '' ? '' : `${fields.capacityPlanId}/${fields.group}`}
      onChange={(event) => choose(event.currentTarget.value)}
      data={[
        { value: '', label: '–' },
        ...choices.map(({ plan, group, value }) => ({ value, label: `${plan.name} – ${group}` })),
      ]}
    />
  )
}

const MONEY = [
  ['hireMinor', 'form.hireCost'],
  ['classMinor', 'form.classCost'],
  ['shortMinor', 'form.shortCost'],
  ['surplusMinor', 'form.surplusCost'],
] as const

function Numbers({ fields, set }: Draft<HiringFields>) {
  const t = usePlanStrings()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <PlainNumber
        label={t('form.horizon')}
        value={fields.months}
        onChange={(months) => set({ months: months ?? 0 })}
        max={60}
      />
      <PlainNumber
        label={t('form.decide')}
        value={fields.decide}
        onChange={(decide) => set({ decide: decide ?? 0 })}
        max={60}
      />
      {MONEY.map(([key, label]) => (
        <PlainNumber
          key={key}
          label={t(label)}
          value={fields[key] / 100}
          onChange={(major) => set({ [key]: Math.round((major ?? 0) * 100) })}
        />
      ))}
      <PlainNumber
        label={t('form.trained')}
        value={fields.trained}
        onChange={(trained) => set({ trained: trained ?? 0 })}
        max={24}
      />
      <PlainNumber
        label={t('form.start')}
        value={toPercent(fields.start)}
        onChange={(percent) => set({ start: toRatio(percent) ?? 0 })}
        max={100}
      />
      <PlainNumber
        label={t('form.tau')}
        value={fields.tau}
        onChange={(tau) => set({ tau: tau ?? 0 })}
        max={60}
      />
    </SimpleGrid>
  )
}
