import {
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { queues } from '@/api/workforce'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { Panel } from '@/parts/panel'
import { AllocationResultView } from './allocation-result'
import { OffersFields } from './offers-fields'
import { type AllocationInput, fillAllocation, solveAllocation, useSaveAllocation } from './queries'
import { useVendorStrings } from './strings'

/** A division to try: filled from what is known, changed at will, solved, kept. */
export function Scenario({ onSaved }: { onSaved: (id: number) => void }) {
  const t = useVendorStrings()
  const { data: all = [] } = useList(queues)
  const [from, setFrom] = useState<string | null>(nextMonth(0))
  const [to, setTo] = useState<string | null>(nextMonth(1))
  const [chosen, setChosen] = useState<string[]>([])
  const [input, setInput] = useState<AllocationInput>()
  const fill = useMutation({
    mutationFn: () => fillAllocation(from ?? '', to ?? '', chosen.map(Number)),
    onSuccess: (filled) => setInput({ ...filled, name: t('divisionOf', { from: from ?? '' }) }),
  })
  return (
    <Panel title={t('newDivision')}>
      {fill.isError && <ErrorPanel error={fill.error} />}
      <Group align="end" mb="md">
        <MultiSelect
          label={t('queues')}
          data={all.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={chosen}
          onChange={setChosen}
          miw={260}
        />
        <DayField label={t('from')} value={from} onChange={setFrom} />
        <DayField label={t('to')} value={to} onChange={setTo} />
        <Button
          variant={input ? 'default' : 'filled'}
          loading={fill.isPending}
          disabled={!from || !to || chosen.length === 0}
          onClick={() => fill.mutate()}
        >
          {t('fill')}
        </Button>
      </Group>
      {input && <Editor input={input} onChange={setInput} onSaved={onSaved} />}
    </Panel>
  )
}

interface EditorProps {
  input: AllocationInput
  onChange: (input: AllocationInput) => void
  onSaved: (id: number) => void
}

function Editor({ input, onChange, onSaved }: EditorProps) {
  const t = useVendorStrings()
  const solve = useMutation({ mutationFn: () => solveAllocation(input) })
  const save = useSaveAllocation()
  const set = (change: Partial<AllocationInput>) => {
    solve.reset()
    onChange({ ...input, ...change })
  }
  return (
    <Stack>
      <Group align="end">
        <TextInput
          label={t('name')}
          value={input.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          miw={240}
        />
        <NumberInput
          label={t('failure', { currency: input.currency })}
          min={0}
          value={input.failure}
          onChange={(value) => set({ failure: Number(value) })}
        />
        <NumberInput
          label={t('mostHHI')}
          min={0}
          max={1}
          step={0.05}
          value={input.mostHHI}
          onChange={(value) => set({ mostHHI: Number(value) })}
        />
        <Checkbox
          label={t('backup')}
          checked={input.backup}
          onChange={(event) => set({ backup: event.currentTarget.checked })}
        />
        <SegmentedControl
          aria-label={t('method')}
          value={input.method}
          onChange={(value) => set({ method: value as AllocationInput['method'] })}
          data={(['cheapest', 'thompson'] as const).map((value) => ({
            value,
            label: t(`methods.${value}`),
          }))}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t(`methodText.${input.method}`)}
      </Text>
      {input.queues.map((queue, place) => (
        <OffersFields
          key={queue.queueId}
          queue={queue}
          currency={input.currency}
          onChange={(changed) =>
            set({ queues: input.queues.map((q, i) => (i === place ? changed : q)) })
          }
        />
      ))}
      {solve.isError && <ErrorPanel error={solve.error} />}
      {save.isError && <ErrorPanel error={save.error} />}
      {solve.data && <AllocationResultView input={input} result={solve.data} />}
      <Group justify="flex-end">
        <Button
          variant={solve.data ? 'default' : 'filled'}
          loading={solve.isPending}
          onClick={() => solve.mutate()}
        >
          {t('divide')}
        </Button>
        {solve.data && !solve.data.infeasible && (
          <Button
            loading={save.isPending}
            onClick={() => save.mutate(input, { onSuccess: ({ id }) => onSaved(id) })}
          >
            {t('keep')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** The first day of next month, or with 1 its last day. */
function nextMonth(end: 0 | 1): string {
  const now = new Date()
  const day = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 + end, 1 - end))
  return day.toISOString().slice(0, 10)
}
