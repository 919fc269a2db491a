import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { share } from './new-plan'
import type { CapacityScenario } from './queries'
import { amount, RowsField } from './rows-field'
import { useCapacityStrings } from './strings'
import type { Draft } from './use-draft'

const SHARES = ['demand', 'attrition', 'shrinkage', 'pay'] as const

/** The worlds that a plan is looked at in. */
export function ScenariosForm(props: { draft: Draft; mayPlan: boolean; onDone: () => void }) {
  const { draft, mayPlan, onDone } = props
  const t = useCapacityStrings()
  const [rows, setRows] = useState<CapacityScenario[]>(draft.fields.scenarios ?? [])
  const names = rows.map(({ name }) => name.trim())
  const wrong = names.some((name, at) => name === '' || names.indexOf(name) !== at)
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('scenarios.text')}</Text>
      <RowsField
        label={t('scenarios.open')}
        rows={rows}
        onChange={setRows}
        readOnly={!mayPlan}
        fresh={(): CapacityScenario => ({
          name: t('scenarios.newName', { number: rows.length + 1 }),
        })}
        nameOf={({ name }) => name}
      >
        {(row, set) => (
          <>
            <TextInput
              label={t('scenarios.name')}
              w={180}
              maxLength={200}
              value={row.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            {SHARES.map((key) => (
              <NumberInput
                key={key}
                label={t(`scenarios.${key}`)}
                w={key === 'shrinkage' ? 160 : 110}
                suffix={key === 'shrinkage' ? '' : ' %'}
                min={-99}
                max={900}
                decimalScale={2}
                value={Number(((row[key] ?? 0) * 100).toFixed(4))}
                onChange={(value) => set({ [key]: share(amount(value)) || undefined })}
              />
            ))}
            <NumberInput
              label={t('scenarios.delay')}
              w={150}
              min={0}
              max={156}
              allowDecimal={false}
              value={row.delay ?? 0}
              onChange={(value) => set({ delay: amount(value) || undefined })}
            />
          </>
        )}
      </RowsField>
      {mayPlan && (
        <Group justify="flex-end">
          <Button
            disabled={wrong}
            onClick={() => {
              draft.change((fields) => ({ ...fields, scenarios: rows }))
              onDone()
            }}
          >
            {t('scenarios.apply')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
