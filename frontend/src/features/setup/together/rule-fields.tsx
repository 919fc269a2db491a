import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  MultiSelect,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { ClockField } from '@/parts/inputs/clock'
import { NumberField } from '@/parts/inputs/numbers'
import { WeekdaysField } from '@/parts/inputs/weekdays'
import { useTogetherStrings } from './strings'
import type { RuleValues } from './values'

export type Form = UseFormReturnType<{ rules: RuleValues[] }>

type Options = { value: string; label: string }[]

/** What a rule can choose people by. */
export interface Choices {
  teams: Options
  skills: Options
  people: Options
}

interface Props {
  form: Form
  place: number
  choices: Choices
}

/** The fields of one rule about who works together. */
export function RuleFields({ form, place, choices }: Props) {
  const t = useTogetherStrings()
  const rule = form.values.rules[place]
  if (!rule) return null
  const at = (field: string) => `rules.${place}.${field}`
  const people = { allowDecimal: false, min: 0 }
  return (
    <Stack gap="sm">
      <TextInput label={t('name')} maxLength={120} {...form.getInputProps(at('name'))} />
      <Who legend={t('while')} form={form} path={at('while')} choices={choices} />
      <Who legend={t('count')} form={form} path={at('count')} choices={choices} />
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="sm">
        <NumberField form={form} path={at('min')} label={t('min')} {...people} />
        <NumberField
          form={form}
          path={at('max')}
          label={t('max')}
          placeholder={t('notLimited')}
          {...people}
        />
        <NumberField form={form} path={at('each')} label={t('each')} {...people} />
        <ClockField label={t('from')} {...form.getInputProps(at('from'))} />
        <ClockField label={t('to')} {...form.getInputProps(at('to'))} />
        <NumberField
          form={form}
          path={at('perHour')}
          label={t('perHour')}
          description={t('perHourHint')}
          min={0}
        />
      </SimpleGrid>
      <WeekdaysField label={t('weekdays')} {...form.getInputProps(at('weekdays'))} />
      <Checkbox
        label={t('soft')}
        checked={rule.soft}
        onChange={(event) => form.setFieldValue(at('soft'), event.currentTarget.checked as never)}
      />
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="red"
          size="xs"
          onClick={() => form.removeListItem('rules', place)}
        >
          {t('remove', { name: rule.name })}
        </Button>
      </Group>
    </Stack>
  )
}

interface WhoProps {
  legend: string
  form: Form
  path: string
  choices: Choices
}

function Who({ legend, form, path, choices }: WhoProps) {
  const t = useTogetherStrings()
  const choice = (field: keyof Choices) => (
    <MultiSelect
      label={t(field)}
      placeholder={t('everybody')}
      data={choices[field]}
      searchable
      limit={50}
      {...form.getInputProps(`${path}.${field}`)}
    />
  )
  return (
    <Fieldset legend={legend}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {choice('teams')}
        {choice('people')}
        {choice('skills')}
        <NumberField
          form={form}
          path={`${path}.minLevel`}
          label={t('minLevel')}
          allowDecimal={false}
          min={0}
          max={10}
        />
      </SimpleGrid>
    </Fieldset>
  )
}
