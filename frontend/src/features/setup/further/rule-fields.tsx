import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { wordsOf } from '@/parts/inputs/choices'
import { ClockField } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import { WeekdaysField } from '@/parts/inputs/weekdays'
import type { AgreementValues } from '../agreement-values'
import { USES } from './rule-values'
import { needsAnchor } from './sentence'
import { useFurtherStrings } from './strings'

type Form = UseFormReturnType<AgreementValues>

/** The fields that a rule's kind uses. */
export function RuleFields({ form, place }: { form: Form; place: number }) {
  const t = useFurtherStrings()
  const rule = form.values.rules.further[place]
  if (!rule) return null
  const use = USES[rule.kind]
  const at = (field: string) => `rules.further.${place}.${field}`
  const errors = ['kind', 'weekdays', 'anchor', 'cycle', 'class', 'next', 'span']
    .map((field) => form.errors[at(field)])
    .filter(Boolean)
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <Classes form={form} place={place} />
        <Spans form={form} place={place} />
        <Limits form={form} place={place} />
        {use.from && (
          <ClockField label={t(use.flex ? 'middle' : 'from')} {...form.getInputProps(at('from'))} />
        )}
        {use.to && <ClockField label={t('to')} {...form.getInputProps(at('to'))} />}
        {use.flex && <NumberField form={form} path={at('flex')} label={t('flex')} unit="hours" />}
        {needsAnchor(rule) && (
          <DayField label={t('anchor')} {...form.getInputProps(at('anchor'))} />
        )}
      </SimpleGrid>
      {use.weekdays && (
        <WeekdaysField label={t('weekdays')} {...form.getInputProps(at('weekdays'))} />
      )}
      {use.cycle && (
        <TextInput
          label={t('cycle')}
          description={t('cycleHint')}
          {...form.getInputProps(at('cycle'))}
        />
      )}
      <TextInput label={t('source')} maxLength={300} {...form.getInputProps(at('source'))} />
      <Text size="sm" c="red" aria-live="polite">
        {errors.join('; ')}
      </Text>
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="red"
          size="xs"
          onClick={() => form.removeListItem('rules.further', place)}
        >
          {t('remove', { name: t(`kinds.${rule.kind}`) })}
        </Button>
      </Group>
    </Stack>
  )
}

interface PartProps {
  form: Form
  place: number
}

function Classes({ form, place }: PartProps) {
  const t = useFurtherStrings()
  const rule = form.values.rules.further[place]
  if (!rule) return null
  const use = USES[rule.kind]
  const path = `rules.further.${place}`
  return (
    <>
      {use.class && (
        <TextInput
          label={t('class')}
          placeholder={t(use.class === 'required' ? 'classNeeded' : 'classHint')}
          maxLength={64}
          {...form.getInputProps(`${path}.class`)}
        />
      )}
      {use.next && (
        <TextInput label={t('next')} maxLength={64} {...form.getInputProps(`${path}.next`)} />
      )}
    </>
  )
}

function Spans({ form, place }: PartProps) {
  const t = useFurtherStrings()
  const rule = form.values.rules.further[place]
  const spans = rule && USES[rule.kind].span
  if (!rule || !spans) return null
  const path = `rules.further.${place}`
  const counted = rule.span === 'rolling' || rule.span === 'blocks'
  return (
    <>
      <Select
        label={t('span')}
        data={wordsOf(spans, (span) => t(`spans.${span}`))}
        allowDeselect={false}
        {...form.getInputProps(`${path}.span`)}
      />
      {counted && (
        <NumberField form={form} path={`${path}.days`} label={t('days')} allowDecimal={false} />
      )}
    </>
  )
}

function Limits({ form, place }: PartProps) {
  const t = useFurtherStrings()
  const rule = form.values.rules.further[place]
  if (!rule) return null
  const use = USES[rule.kind]
  const path = `rules.further.${place}`
  const count = use.hours
    ? { unit: 'hours' as const, decimalScale: 2 }
    : { allowDecimal: false as const }
  return (
    <>
      {use.min && <NumberField form={form} path={`${path}.min`} label={t('min')} {...count} />}
      {use.max && <NumberField form={form} path={`${path}.max`} label={t('max')} {...count} />}
    </>
  )
}
