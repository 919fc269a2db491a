import {
  Button,
  Drawer,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { fieldMessages } from '@/api/problem'
import { useList } from '@/api/resource'
import type { Site } from '@/api/types'
import { queues, skills } from '@/api/workforce'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { mondayFrom } from './draft'
import { type NewPlan, namesIn, newFields, skillGroups } from './new-plan'
import { useCreatePlan, useReadDemand } from './queries'
import { useCapacityStrings } from './strings'

const CURRENCIES: Record<string, string> = { CN: 'CNY', GB: 'GBP', US: 'USD', JP: 'JPY' }

/** The first of the month after a day. */
function nextMonth(): string {
  const today = new Date()
  return new Date(Date.UTC(today.getFullYear(), today.getMonth() + 1, 1)).toISOString().slice(0, 10)
}

/** Asks what to plan, keeps it, and reads demand and people where there are any. */
export function NewPlanDrawer({ site, onClose }: { site: Site; onClose: () => void }) {
  const t = useCapacityStrings()
  const navigate = useNavigate()
  const { data: allQueues = [] } = useList(queues)
  const { data: allSkills = [] } = useList(skills)
  const groups = skillGroups(allQueues, allSkills, site.id)
  const create = useCreatePlan()
  const read = useReadDemand()
  const form = useForm<NewPlan>({
    initialValues: {
      name: '',
      currency: CURRENCIES[site.country] ?? 'EUR',
      from: mondayFrom(nextMonth()),
      weeks: 78,
      skills: [],
      other: '',
      hours: 40,
      attrition: 30,
      outOfOffice: 15,
      inOffice: 10,
      training: 4,
      pay: 600,
      hireCost: 1500,
    },
  })
  const nobody = form.values.skills.length === 0 && namesIn(form.values.other).length === 0
  const submit = form.onSubmit(async (plan) => {
    const words = { outOfOffice: t('fields.outOfOffice'), inOffice: t('fields.inOffice') }
    const made = await create
      .mutateAsync(newFields(plan, site.id, groups, words))
      .catch((error: unknown) => form.setErrors(fieldMessages(error)))
    if (!made) return
    if (plan.skills.length > 0) {
      await read
        .mutateAsync(made)
        .catch((error: Error) => toast.failed(t('create.demandFailed', { reason: error.message })))
    }
    void navigate({ to: '/capacity/$planId', params: { planId: made.id } })
  })
  const number = (path: keyof NewPlan, label: string, rest: object = {}) => (
    <NumberInput label={label} min={0} {...rest} {...form.getInputProps(path)} />
  )
  const percent = { suffix: ' %', max: 99, decimalScale: 1 }
  return (
    <Drawer
      opened
      onClose={onClose}
      size="lg"
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label={t('create.name')}
            required
            maxLength={200}
            {...form.getInputProps('name')}
          />
          <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
            <DayField
              label={t('create.from')}
              value={form.values.from}
              onChange={(day) => form.setFieldValue('from', mondayFrom(day ?? form.values.from))}
            />
            {number('weeks', t('create.weeks'), {
              min: 1,
              max: 157,
              allowDecimal: false,
              description: t('create.weeksHint'),
              inputWrapperOrder: ['label', 'input', 'description', 'error'],
            })}
            <TextInput
              label={t('create.currency')}
              required
              maxLength={3}
              {...form.getInputProps('currency')}
            />
          </SimpleGrid>
          <MultiSelect
            label={t('create.groups')}
            description={t('create.groupsHint')}
            searchable
            data={groups.map(({ id, name }) => ({ value: String(id), label: name }))}
            {...form.getInputProps('skills')}
          />
          <TextInput
            label={t('create.other')}
            description={t('create.otherHint')}
            {...form.getInputProps('other')}
          />
          <Title order={3} size="h3" mt="xs">
            {t('create.assumptions')}
          </Title>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {number('hours', t('fields.hours'), { min: 1, max: 168 })}
            {number('training', t('fields.training'), {
              suffix: ` ${t('fields.weeks')}`,
              max: 52,
              allowDecimal: false,
            })}
            {number('attrition', t('fields.attrition'), percent)}
            {number('outOfOffice', t('fields.outOfOffice'), percent)}
            {number('inOffice', t('fields.inOffice'), percent)}
            {number('pay', t('fields.pay'), { decimalScale: 2, thousandSeparator: ',' })}
            {number('hireCost', t('fields.hireCost'), { decimalScale: 2, thousandSeparator: ',' })}
          </SimpleGrid>
          {create.isError && <ErrorPanel error={create.error} />}
          <Group justify="flex-end">
            {nobody && <Text c="dimmed">{t('create.none')}</Text>}
            <Button type="submit" disabled={nobody} loading={create.isPending || read.isPending}>
              {t('create.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}
