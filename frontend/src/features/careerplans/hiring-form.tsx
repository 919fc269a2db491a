import {
  Button,
  Drawer,
  Group,
  NativeSelect,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { trackJob } from '@/app/jobs/tracked'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { PlainNumber, toPercent, toRatio } from './number-input'
import {
  capacityPlansQuery,
  type HiringFields,
  type HiringPlan,
  keepHiring,
  usePlanChange,
} from './queries'
import { usePlanStrings } from './strings'

interface Props {
  kept: HiringPlan | undefined
  onClose: () => void
  onKept: (id: number) => void
}

const EMPTY: HiringFields = {
  ...{ name: '', description: '', siteId: 0, capacityPlanId: 0, group: '', months: 12, need: [] },
  ...{ decide: 9, sizes: [4, 8, 12], currency: 'CNY', hireMinor: 480_000, classMinor: 600_000 },
  ...{ shortMinor: 950_000, surplusMinor: 640_000, trained: 1, start: 0.6, tau: 3 },
}

function fieldsOf(kept: HiringPlan): HiringFields {
  const { id, version, createdAt, createdBy, changedAt, changedBy, last, ...fields } = kept
  return fields
}

/** Writes a hiring plan in plain fields. */
export function HiringForm({ kept, onClose, onKept }: Props) {
  const t = usePlanStrings()
  const shell = useShellStrings()
  const [fields, setFields] = useState<HiringFields>(() => (kept ? fieldsOf(kept) : EMPTY))
  const [sizes, setSizes] = useState(fields.sizes.join(', '))
  const set = (part: Partial<HiringFields>) => setFields((old) => ({ ...old, ...part }))
  const keep = usePlanChange(keepHiring)
  const typed = sizes.split(/[^0-9]+/).flatMap((text) => (text === '' ? [] : [Number(text)]))
  const send = () =>
    keep.mutate(
      { fields: { ...fields, sizes: typed }, now: kept },
      {
        onSuccess: ({ id, jobId }) => {
          trackJob(jobId)
          onKept(id)
        },
      },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t(kept ? 'form.hiringPlan' : 'form.newHiring')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('name')}
          required
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('description')}
          value={fields.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <Groups fields={fields} set={set} />
        <Numbers fields={fields} set={set} />
        <TextInput
          label={t('form.sizes')}
          value={sizes}
          onChange={(event) => setSizes(event.currentTarget.value)}
        />
        {keep.error && <ErrorPanel error={keep.error} />}
        <Group justify="flex-end">
          <Button
            loading={keep.isPending}
            disabled={fields.name === '' || fields.group === ''}
            onClick={send}
          >
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </Drawer>
  )
}

interface PartProps {
  fields: HiringFields
  set: (part: Partial<HiringFields>) => void
}

/** The groups of the capacity plans whose need may be hired for. */
function Groups({ fields, set }: PartProps) {
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

function Numbers({ fields, set }: PartProps) {
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
