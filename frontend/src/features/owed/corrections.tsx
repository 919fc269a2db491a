import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { correctPeriod, OWED, type VendorStatement } from '@/api/owed'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { minor } from '@/format/minor'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { useOwedStrings } from './strings'

interface Props {
  programme: number
  statement: VendorStatement
  closed: NonNullable<VendorStatement['closed']>
}

/** How a closed month changed since, and the way to change it. */
export function Corrections({ programme, statement, closed }: Props) {
  const t = useOwedStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const client = useQueryClient()
  const [amount, setAmount] = useState<number | string>('')
  const [why, setWhy] = useState('')
  const correct = useMutation({
    mutationFn: () =>
      correctPeriod(programme, {
        month: statement.month,
        on: new Date().toISOString().slice(0, 10),
        minor: minor(Number(amount), statement.currency),
        why,
      }),
    onSuccess: () => {
      setAmount('')
      setWhy('')
      return client.invalidateQueries({ queryKey: OWED })
    },
  })
  return (
    <Panel title={t('money.corrections')}>
      <Stack gap="sm">
        {closed.corrections.map((one) => (
          <Group key={`${one.on}/${one.amount.minor}/${one.why}`} justify="space-between">
            <Text>
              {t('money.corrected', { day: format.day(one.on), by: one.by, why: one.why })}
            </Text>
            <Text fw={600}>{format.money(one.amount)}</Text>
          </Group>
        ))}
        {may && (
          <Group gap="sm" align="flex-end">
            <NumberInput
              label={`${t('money.minor')} (${statement.currency})`}
              value={amount}
              onChange={setAmount}
              decimalScale={2}
            />
            <TextInput
              label={t('money.why')}
              value={why}
              onChange={({ currentTarget }) => setWhy(currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={amount === '' || why === ''}
              loading={correct.isPending}
              onClick={() => correct.mutate()}
            >
              {t('money.correct')}
            </Button>
          </Group>
        )}
        {correct.isError && <ErrorPanel error={correct.error} />}
      </Stack>
    </Panel>
  )
}
