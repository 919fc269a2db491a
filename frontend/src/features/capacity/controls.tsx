import { Group, SegmentedControl, Select } from '@mantine/core'
import { wordsOf } from '@/parts/inputs/choices'
import type { CapacityPlanFields } from './queries'
import { type CapacityPlanSearch, SHOWS, STEPS } from './route'
import { useCapacityStrings } from './strings'

interface Props {
  fields: CapacityPlanFields
  search: CapacityPlanSearch
  onChange: (change: Partial<CapacityPlanSearch>) => void
}

/** Which world, by weeks or months, of what, and whose chart. */
export function Controls({ fields, search, onChange }: Props) {
  const t = useCapacityStrings()
  const { step = 'week', show = 'people' } = search
  const scenarios = fields.scenarios?.map(({ name }) => name) ?? []
  return (
    <Group gap="md" mb="md" align="flex-end">
      <Select
        label={t('scenarios.label')}
        w={190}
        allowDeselect={false}
        value={scenarios.includes(search.scenario ?? '') ? (search.scenario ?? '') : ''}
        data={[
          { value: '', label: t('scenarios.asPlanned') },
          ...scenarios.map((name) => ({ value: name, label: name })),
        ]}
        onChange={(scenario) => onChange({ scenario: scenario || undefined })}
      />
      <Select
        label={t('drawn')}
        w={210}
        allowDeselect={false}
        searchable
        value={String(search.group ?? 0)}
        data={[
          { value: '0', label: t('all') },
          ...fields.groups.map(({ name }, at) => ({ value: String(at + 1), label: name })),
        ]}
        onChange={(group) => onChange({ group: Number(group) || undefined })}
      />
      <SegmentedControl
        aria-label={t('show')}
        value={show}
        data={wordsOf(SHOWS, (word) => t(`shows.${word}`))}
        onChange={(next) => onChange({ show: next })}
      />
      <SegmentedControl
        aria-label={t('step')}
        value={step}
        data={wordsOf(STEPS, (word) => t(`steps.${word}`))}
        onChange={(next) => onChange({ step: next, week: undefined })}
      />
    </Group>
  )
}
