import { Button, Drawer, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { setFairnessTerms } from '@/api/fairness'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { wordsOf } from '@/parts/inputs/choices'
import { ClockField } from '@/parts/inputs/clock'
import { ACCOUNTS } from './accounts'
import { useFairnessStrings } from './strings'
import { type FairnessTerms, ORDERS, type TermsValues, termsOf, valuesOf } from './terms'

interface Props {
  site: number
  version: number
  terms: FairnessTerms
  onClose: () => void
}

/** What a site calls a burden, how much each weighs, and how wishes that contend are weighed. */
export function TermsDrawer({ site, version, terms, onClose }: Props) {
  const t = useFairnessStrings()
  const shell = useShellStrings()
  const client = useQueryClient()
  const [values, setValues] = useState(() => valuesOf(terms))
  const set = (change: Partial<TermsValues>) => setValues((old) => ({ ...old, ...change }))
  const save = useMutation({
    mutationFn: () => setFairnessTerms(site, version, termsOf(values)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['fairness'] })
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const time = (name: 'nightFrom' | 'nightTo' | 'desiredFrom' | 'desiredTo') => (
    <ClockField
      label={t(`terms.${name}`)}
      w={120}
      value={values[name]}
      onChange={(text) => set({ [name]: text })}
    />
  )
  const amount = (
    name: Exclude<keyof TermsValues, 'weights' | 'order' | Parameters<typeof time>[0]>,
    rest: { suffix?: string; max?: number },
  ) => (
    <NumberInput
      label={t(`terms.${name}`)}
      min={0}
      value={values[name]}
      onChange={(value) => set({ [name]: value })}
      {...rest}
    />
  )
  const days = ` ${t('terms.days')}`
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('terms.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text c="dimmed">{t('terms.text')}</Text>
          {amount('windowDays', { suffix: days })}
          <Title order={3}>{t('terms.weights')}</Title>
          <Text c="dimmed" size="sm">
            {t('terms.weightsText')}
          </Text>
          {ACCOUNTS.map((account) => (
            <NumberInput
              key={account}
              label={t(`accounts.${account}`)}
              min={0}
              max={1000}
              decimalScale={2}
              value={values.weights[account]}
              onChange={(value) => set({ weights: { ...values.weights, [account]: value } })}
            />
          ))}
          <Title order={3}>{t('terms.burdens')}</Title>
          <Group align="flex-end">
            {time('nightFrom')}
            {time('nightTo')}
          </Group>
          {amount('nightHours', { suffix: ' h', max: 24 })}
          {amount('shortRestHours', { suffix: ' h', max: 24 })}
          <Group align="flex-end">
            {time('desiredFrom')}
            {time('desiredTo')}
          </Group>
          <Title order={3}>{t('terms.wishes')}</Title>
          <Select
            label={t('terms.order')}
            description={t(`terms.ordersText.${values.order}`)}
            allowDeselect={false}
            data={wordsOf(ORDERS, (word) => t(`terms.orders.${word}`))}
            value={values.order}
            onChange={(value) => set({ order: ORDERS.find((one) => one === value) ?? 'budget' })}
          />
          {amount('budget', { max: 1000 })}
          {amount('periodDays', { suffix: days, max: 366 })}
          {amount('creditPercent', { suffix: ' %', max: 100 })}
          {amount('pointPrice', { max: 1000 })}
          {save.isError && <ErrorPanel error={save.error} />}
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </Stack>
      </form>
    </Drawer>
  )
}
