import {
  Accordion,
  Button,
  Drawer,
  Group,
  MultiSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { api, body, idempotencyKey } from '@/api/client'
import { fieldMessages } from '@/api/problem'
import { useList } from '@/api/resource'
import { useSite } from '@/api/sites'
import type { Requirement } from '@/api/types'
import { employers, skills, teams } from '@/api/workforce'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { optionsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { RowsSkeleton } from '@/parts/waiting'
import { plusDays } from '../model/days'
import { type OrderValues, orderOf, startOf, withRequirements } from '../model/order-values'
import { requirementsQuery } from '../queries'
import { useRosterStrings } from '../strings'

const route = getRouteApi('/shell/roster')

/** Drafts a roster: a name, the requirements it covers, its days, its people, its prices. */
export function OrderDrawer({ onClose }: { onClose: () => void }) {
  const t = useRosterStrings()
  const site = useSite()
  const { requirement = [] } = route.useSearch()
  const { data, isFetching, error } = useQuery(requirementsQuery)
  // the form starts from the requirements asked for: a list read before they were made is too old
  const has = (id: number) => data?.some((one) => one.id === id)
  const known = data && (!isFetching || requirement.every(has))
  return (
    <Drawer
      closeButtonProps={{ 'aria-label': t('order.cancel') }}
      opened
      onClose={onClose}
      title={t('order.title')}
    >
      {error && <ErrorPanel error={error} />}
      {known ? (
        <OrderForm
          key={site?.id}
          requirements={data}
          asked={requirement}
          siteId={site?.id}
          onClose={onClose}
        />
      ) : (
        !error && <RowsSkeleton />
      )}
    </Drawer>
  )
}

interface FormProps {
  requirements: readonly Requirement[]
  /** The requirements that the address asks for. */
  asked: readonly number[]
  siteId: number | undefined
  onClose: () => void
}

function OrderForm({ requirements, asked, siteId, onClose }: FormProps) {
  const t = useRosterStrings()
  const format = useFormat()
  const form = useForm<OrderValues>({ initialValues: startOf(requirements, asked, siteId) })
  const make = useMake(form.setErrors)
  const ids = form.values.requirementIds
  const chosen = requirements.filter(({ id }) => ids.includes(String(id)))
  const fitting = requirements.filter(
    (one) =>
      ids.includes(String(one.id)) ||
      ([undefined, one.siteId].includes(chosen[0]?.siteId ?? siteId) &&
        !chosen.some(({ queueId }) => one.queueId === queueId)),
  )
  return (
    <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
      <Stack gap="md">
        {make.isError && <ErrorPanel error={make.error} />}
        <TextInput
          label={t('name')}
          description={t('order.nameHint')}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <MultiSelect
          label={t('order.requirements')}
          description={t('order.requirementsHint')}
          required
          data={fitting.map(({ id, queueName, from, days }) => ({
            value: String(id),
            label: `${queueName} · ${format.day(from, 'short')}–${format.day(plusDays(from, days - 1), 'short')} · #${id}`,
          }))}
          {...form.getInputProps('requirementIds')}
          onChange={(next) => form.setValues(withRequirements(form.values, requirements, next))}
        />
        <Group grow align="flex-start">
          <DayField label={t('order.from')} required {...form.getInputProps('from')} />
          <NumberInput
            label={t('order.days')}
            required
            min={1}
            max={56}
            hideControls={false}
            {...form.getInputProps('days')}
          />
        </Group>
        <Accordion variant="contained">
          <Accordion.Item value="people">
            <Accordion.Control>{t('order.people')}</Accordion.Control>
            <Accordion.Panel>
              <People form={form} />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="prices">
            <Accordion.Control>{t('order.prices')}</Accordion.Control>
            <Accordion.Panel>
              <Group grow align="flex-end">
                <NumberInput label={t('order.under')} min={0} {...form.getInputProps('under')} />
                <NumberInput label={t('order.over')} min={0} {...form.getInputProps('over')} />
              </Group>
              <Text size="xs" c="dimmed" mt={4}>
                {t('order.pricesHint')}
              </Text>
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
        <Group gap="xs">
          <Button type="submit" loading={make.isPending}>
            {t('order.make')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('order.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function People({ form }: { form: ReturnType<typeof useForm<OrderValues>> }) {
  const t = useRosterStrings()
  const lists = [
    ['employers', useList(employers).data],
    ['teams', useList(teams).data],
    ['skills', useList(skills).data],
  ] as const
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t('order.peopleHint')}
      </Text>
      {lists.map(([name, data]) => (
        <MultiSelect
          key={name}
          label={t(`order.${name}`)}
          data={optionsOf(data ?? [])}
          searchable
          {...form.getInputProps(name)}
        />
      ))}
    </Stack>
  )
}

function useMake(setErrors: (errors: Record<string, string>) => void) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const once = useRef(idempotencyKey())
  return useMutation({
    mutationFn: async (values: OrderValues) =>
      body(await api.POST('/rosters', { params: { header: once.current }, body: orderOf(values) })),
    onSuccess: ({ id, siteId }) => {
      void client.invalidateQueries({ queryKey: ['rosters'] })
      void navigate({
        to: '/roster/$rosterId',
        params: { rosterId: id },
        search: { panel: 'build', site: siteId },
      })
    },
    onError: (error) => {
      once.current = idempotencyKey() // a corrected order is another one
      setErrors(fieldMessages(error))
    },
  })
}
