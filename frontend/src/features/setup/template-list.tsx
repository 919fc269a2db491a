import { Accordion, Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { ClockField } from '@/parts/inputs/clock'
import { NumberField } from '@/parts/inputs/numbers'
import { WeekdaysField } from '@/parts/inputs/weekdays'
import { ShiftLetter } from '@/parts/shift-letter'
import type { AgreementValues, TemplateValues } from './agreement-values'
import { PauseFields } from './pause-fields'
import { useSetupStrings } from './strings'

type Form = UseFormReturnType<AgreementValues>

/** The shift templates of an agreement, one open at a time. */
export function TemplateList({ form }: { form: Form }) {
  const t = useSetupStrings()
  return (
    <Accordion variant="contained" w="100%">
      {form.values.templates.map((template, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a template being written has no name yet
        <Accordion.Item key={place} value={String(place)}>
          <Accordion.Control>
            <Group gap="sm">
              <ShiftLetter letter={template.letter || '?'} name={template.name} />
              {template.name || t('newTemplate')}
              <span style={{ color: 'var(--muted)' }}>
                {template.earliestStart}–{template.latestStart}
              </span>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <TemplateFields form={form} place={place} template={template} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}

function TemplateFields(props: { form: Form; place: number; template: TemplateValues }) {
  const { form, place, template } = props
  const t = useSetupStrings()
  const at = (field: keyof TemplateValues) => `templates.${place}.${field}`
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput label={t('code')} maxLength={64} required {...form.getInputProps(at('code'))} />
        <TextInput
          label={t('template.letter')}
          maxLength={2}
          required
          {...form.getInputProps(at('letter'))}
        />
        <TextInput label={t('name')} maxLength={200} required {...form.getInputProps(at('name'))} />
      </SimpleGrid>
      <WeekdaysField label={t('template.weekdays')} {...form.getInputProps(at('weekdays'))} />
      <Group gap="sm" align="flex-end">
        <ClockField
          label={t('template.earliest')}
          w={130}
          {...form.getInputProps(at('earliestStart'))}
        />
        <ClockField
          label={t('template.latest')}
          w={130}
          {...form.getInputProps(at('latestStart'))}
        />
        <NumberField
          form={form}
          path={at('stepMin')}
          label={t('template.step')}
          unit="minutes"
          w={130}
          allowDecimal={false}
        />
      </Group>
      <TextInput
        label={t('template.lengths')}
        description={t('template.lengthsHint')}
        {...form.getInputProps(at('lengths'))}
        error={form.errors[at('lengths')] ?? form.errors[`templates.${place}.lengthsMin`]}
      />
      <PauseFields form={form} place={place} template={template} />
      <NumberField
        form={form}
        path={at('minMinutesBetweenBreaks')}
        label={t('template.between')}
        unit="minutes"
        allowDecimal={false}
      />
      <NumberField
        form={form}
        path={at('maxWorkMin')}
        label={t('template.maxWork')}
        placeholder={t('notLimited')}
        unit="minutes"
        allowDecimal={false}
      />
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="red"
          size="xs"
          onClick={() => form.removeListItem('templates', place)}
        >
          {t('removeTemplate')}
        </Button>
      </Group>
    </Stack>
  )
}
