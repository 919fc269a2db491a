import { Button, Group, NumberInput, SimpleGrid, Text, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { NumberField } from '@/parts/inputs/numbers'
import { ConcurrencyPlot } from './concurrency-plot'
import { type HandledRows, readHandled } from './handled-rows'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

interface Props {
  form: UseFormReturnType<QueueValues>
  /** Contacts that the channel lets one person have at once. */
  most: number
}

/** Handle times of people who have several contacts at once: typed, or learnt from rows. */
export function ConcurrencyFields({ form, most }: Props) {
  const t = useSetupStrings()
  const times = form.values.goal.concurrencyAhtS
  const growth = form.values.goal.concurrencyGrowth
  const set = (list: QueueValues['goal']['concurrencyAhtS']) =>
    form.setFieldValue('goal.concurrencyAhtS', list)
  const count = Math.max(most, times.length)
  return (
    <section aria-label={t('concurrent.title')}>
      <Text fw={600} mt="md">
        {t('concurrent.title')}
      </Text>
      <Text size="sm" c="dimmed" mb="xs">
        {t('concurrent.text')}
      </Text>
      {times.length === 0 ? (
        <Group align="flex-end" gap="sm">
          <NumberField
            form={form}
            unit="percent"
            path="goal.concurrencyGrowth"
            label={t('concurrent.growth')}
            description={t('concurrent.growthHint')}
            max={1000}
          />
          <Button
            variant="default"
            onClick={() => {
              form.setFieldValue('goal.concurrencyGrowth', '')
              set(Array.from({ length: count }, () => ''))
            }}
          >
            {t('concurrent.type')}
          </Button>
        </Group>
      ) : (
        <>
          <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="sm">
            {times.map((aht, i) => (
              <NumberInput
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a time is of
                key={i}
                label={t('concurrent.at', { count: i + 1 })}
                suffix=" s"
                min={0}
                allowNegative={false}
                value={aht}
                error={form.errors[`goal.concurrencyAhtS.${i}`]}
                onChange={(value) =>
                  set(times.map((old, j) => (j === i ? (value === '' ? '' : Number(value)) : old)))
                }
              />
            ))}
          </SimpleGrid>
          <Button variant="subtle" size="xs" mt={4} onClick={() => set([])}>
            {t('concurrent.none')}
          </Button>
          <Throughput times={times.map(Number)} />
        </>
      )}
      <Learn
        most={Math.max(2, most)}
        onLearn={(list) => {
          form.setFieldValue('goal.concurrencyGrowth', '')
          set(list)
        }}
      />
      {growth !== '' && Number(growth) >= 100 && (
        <Text size="sm" mt="xs">
          {t('concurrent.capped', { count: 2 })}
        </Text>
      )}
    </section>
  )
}

/** The first number at once from which one contact more makes an agent finish fewer of them. */
export function cappedAt(times: readonly number[]): number | undefined {
  const at = times.findIndex((aht, i) => i > 0 && (i + 1) / aht < i / (times[i - 1] ?? 0) - 1e-12)
  return at < 0 ? undefined : at + 1
}

function Throughput({ times }: { times: readonly number[] }) {
  const t = useSetupStrings()
  const format = useFormat()
  if (times.some((aht) => !(aht > 0))) return null
  const capped = cappedAt(times)
  return (
    <Text size="sm" mt={4}>
      {t('concurrent.perHour', {
        list: times.map((aht, i) => format.number((3600 * (i + 1)) / aht, 1)).join(' → '),
      })}{' '}
      {capped && t('concurrent.capped', { count: capped })}
    </Text>
  )
}

function Learn({ most, onLearn }: { most: number; onLearn: (times: number[]) => void }) {
  const t = useSetupStrings()
  const format = useFormat()
  const [text, setText] = useState('')
  const learn = useMutation({
    mutationFn: async ({ rows }: HandledRows) =>
      body(await api.POST('/queues/handle-times', { body: { rows: [...rows], most } })),
    onSuccess: ({ ahtS }) => onLearn(ahtS.map((aht) => Number(aht.toPrecision(4)))),
  })
  const read = readHandled(text)
  return (
    <>
      <Textarea
        mt="xs"
        label={t('concurrent.rows')}
        description={t('concurrent.rowsHint')}
        placeholder={'1\t420\t480\n2\t380\t560'}
        autosize
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          read.refused.length > 0 && t('concurrent.refused', { lines: read.refused.join(', ') })
        }
      />
      <Button
        mt="xs"
        size="xs"
        variant="default"
        disabled={read.rows.length === 0 || read.refused.length > 0}
        loading={learn.isPending}
        onClick={() => learn.mutate(read)}
      >
        {t('concurrent.learn')}
      </Button>
      {learn.isError && <ErrorPanel error={learn.error} />}
      {learn.data && (
        <>
          <Text size="sm" mt="xs">
            {t('concurrent.learnt', {
              growth: format.percent(learn.data.growth, 1),
              spread: format.number(learn.data.spreadS, 0),
              contacts: format.number(learn.data.contacts),
            })}
          </Text>
          <ConcurrencyPlot times={learn.data.ahtS} rows={learn.variables.rows} />
        </>
      )}
    </>
  )
}
