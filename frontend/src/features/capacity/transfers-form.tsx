import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import type { CapacityTransfer } from './queries'
import { amount, RowsField } from './rows-field'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'
import { mondayOf } from './words'

/** Who moves from one group to another, and when. */
export function TransfersForm(props: { draft: Draft; mayPlan: boolean; onDone: () => void }) {
  const { draft, mayPlan, onDone } = props
  const t = useCapacityStrings()
  const format = useFormat()
  const { groups, from, weeks } = draft.fields
  const [rows, setRows] = useState<CapacityTransfer[]>(draft.fields.transfers ?? [])
  const groupOptions = groups.map(({ name }, at) => ({ value: String(at), label: name }))
  const weekOptions = Array.from({ length: weeks }, (_, week) => ({
    value: String(week),
    label: format.day(mondayOf(from, week)),
  }))
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('transfers.text')}</Text>
      {rows.length === 0 && <Text>{t('transfers.none')}</Text>}
      <RowsField
        label={t('transfers.open')}
        rows={rows}
        onChange={setRows}
        readOnly={!mayPlan}
        fresh={(): CapacityTransfer => ({ from: 0, to: 1, week: 0, people: 1, training: 1 })}
        nameOf={(row) => `${groups[row.from]?.name} → ${groups[row.to]?.name}`}
      >
        {(row, set) => (
          <>
            <Select
              label={t('fields.from')}
              w={150}
              allowDeselect={false}
              data={groupOptions}
              value={String(row.from)}
              onChange={(value) => set({ from: Number(value) })}
            />
            <Select
              label={t('fields.to')}
              w={150}
              allowDeselect={false}
              data={groupOptions}
              value={String(row.to)}
              error={row.to === row.from}
              onChange={(value) => set({ to: Number(value) })}
            />
            <Select
              label={t('fields.week')}
              w={140}
              allowDeselect={false}
              searchable
              data={weekOptions}
              value={String(row.week)}
              onChange={(value) => set({ week: Number(value) })}
            />
            <NumberInput
              label={t('fields.people')}
              w={86}
              min={0}
              value={row.people}
              onChange={(value) => set({ people: amount(value) })}
            />
            <NumberInput
              label={t('transfers.training')}
              w={150}
              min={0}
              max={52}
              allowDecimal={false}
              value={row.training ?? 0}
              onChange={(value) => set({ training: amount(value) })}
            />
          </>
        )}
      </RowsField>
      {mayPlan && (
        <Group justify="flex-end">
          <Button
            disabled={rows.some((row) => row.to === row.from)}
            onClick={() => {
              draft.change((fields) => ({ ...fields, transfers: rows }))
              onDone()
            }}
          >
            {t('transfers.apply')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
