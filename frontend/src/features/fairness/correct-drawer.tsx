import { Button, Drawer, NativeSelect, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { correctFairness } from '@/api/fairness'
import type { FairnessBurden } from '@/api/types'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { ACCOUNTS, type Account, wordOf } from './accounts'
import { useFairnessStrings } from './strings'

interface Props {
  people: readonly FairnessBurden[]
  account: Account
  day: string
  onClose: () => void
}

/** Adds to what somebody carried, or takes away from it, and says why. */
export function CorrectDrawer({ people, account, day, onClose }: Props) {
  const t = useFairnessStrings()
  const shell = useShellStrings()
  const client = useQueryClient()
  const [fields, setFields] = useState({
    personId: people[0]?.personId ?? 0,
    account,
    day,
    amount: 1,
    reason: '',
  })
  const set = (change: Partial<typeof fields>) => setFields((old) => ({ ...old, ...change }))
  const save = useMutation({
    mutationFn: () => correctFairness({ ...fields, account: wordOf(fields.account) }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['fairness'] })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('correctTitle')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text c="dimmed">{t('correctText')}</Text>
          {save.isError && <ErrorPanel error={save.error} />}
          <NativeSelect
            label={t('person')}
            value={String(fields.personId)}
            onChange={(event) => set({ personId: Number(event.currentTarget.value) })}
            data={people.map(({ personId, name, code }) => ({
              value: String(personId),
              label: `${name} (${code})`,
            }))}
          />
          <NativeSelect
            label={t('account')}
            value={fields.account}
            onChange={(event) => set({ account: event.currentTarget.value as Account })}
            data={ACCOUNTS.map((value) => ({ value, label: t(`accounts.${value}`) }))}
          />
          <DayField
            label={t('day')}
            value={fields.day}
            maxDate={day}
            onChange={(chosen) => chosen && set({ day: chosen })}
          />
          <NumberInput
            label={t('amount')}
            value={fields.amount}
            onChange={(value) => set({ amount: Number(value) })}
          />
          <Textarea
            label={t('reason')}
            required
            minLength={3}
            value={fields.reason}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  )
}
