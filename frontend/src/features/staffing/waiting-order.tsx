import { Button, Checkbox, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Forecast, Queue } from '@/api/types'
import { DeleteIcon, Plus } from '@/design/icons'
import { useFormat } from '@/format'
import { backlogQuery, requirementsQuery } from './queries'
import { useStaffingStrings } from './strings'
import { besides, blankAge, predecessor, type WaitingValues } from './waiting-values'
import { span } from './words'

interface Props {
  queue: Queue
  forecast: Forecast
  value: WaitingValues
  onChange: (value: WaitingValues) => void
}

/** What work that may wait begins with, and which live work the same people do. */
export function WaitingOrder({ queue, forecast, value, onChange }: Props) {
  const t = useStaffingStrings()
  const format = useFormat()
  const { data: all = [] } = useQuery(requirementsQuery(undefined))
  const others = besides(all, queue, forecast)
  const before = predecessor(all, queue, forecast)
  const { data: left } = useQuery({
    ...backlogQuery(before?.id ?? 0),
    enabled: before !== undefined,
    retry: false,
  })
  const { ages } = value
  const change = (at: number, part: Partial<(typeof ages)[number]>) =>
    onChange({ ...value, ages: ages.map((old, i) => (i === at ? { ...old, ...part } : old)) })
  return (
    <Stack gap="xs">
      <Title order={3}>{t('waiting.backlog')}</Title>
      <Text size="sm" c="dimmed">
        {t('waiting.backlogText')}
      </Text>
      {ages.map((age, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
        <Group key={i} gap="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label={t('waiting.contacts')}
            min={0}
            allowNegative={false}
            value={age.contacts}
            onChange={(next) => change(i, { contacts: next === '' ? '' : Number(next) })}
          />
          <NumberInput
            label={t('waiting.age')}
            min={0}
            allowNegative={false}
            suffix=" h"
            value={age.hours}
            onChange={(next) => change(i, { hours: next === '' ? '' : Number(next) })}
          />
          <Button
            variant="default"
            px="xs"
            aria-label={t('waiting.remove', { row: i + 1 })}
            onClick={() => onChange({ ...value, ages: ages.filter((_, j) => j !== i) })}
          >
            <DeleteIcon size={16} aria-hidden />
          </Button>
        </Group>
      ))}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => onChange({ ...value, ages: [...ages, blankAge()] })}
        >
          {t('waiting.add')}
        </Button>
        {before && left && left.left.length > 0 && (
          <Button
            size="xs"
            variant="default"
            onClick={() =>
              onChange({
                ...value,
                ages: left.left.map(({ contacts, ageS }) => ({
                  contacts: Number(contacts.toFixed(1)),
                  hours: Number((ageS / 3600).toFixed(2)),
                })),
              })
            }
          >
            {t('waiting.takeOver', {
              id: before.id,
              contacts: format.number(
                left.left.reduce((sum, { contacts }) => sum + contacts, 0),
                0,
              ),
            })}
          </Button>
        )}
      </Group>
      {others.length > 0 && (
        <Checkbox.Group
          label={t('waiting.beside')}
          description={t('waiting.besideText')}
          value={value.beside.map(String)}
          onChange={(ids) => onChange({ ...value, beside: ids.map(Number) })}
        >
          <Stack gap={6} mt="xs">
            {others.map(({ id, queueName, goal, from }) => (
              <Checkbox
                key={id}
                value={String(id)}
                label={`${queueName} · ${format.percent(goal.slTarget)} ${span(goal.thresholdS)} · ${format.day(from)} · #${id}`}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  )
}
