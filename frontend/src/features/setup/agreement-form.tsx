import { Button, Fieldset, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { Plus } from '@/design/icons'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import type { EditorForm } from '@/parts/register/register'
import { type AgreementValues, blankTemplate } from './agreement-values'
import { DesignShifts } from './design-shifts'
import { FurtherRules } from './further/further-rules'
import { NamingFields } from './naming'
import { useSetupStrings } from './strings'
import { TemplateList } from './template-list'
import { TryRules } from './try-rules'

const route = getRouteApi('/shell/setup/$register')

/** The form of an agreement. */
export function AgreementForm({ form }: EditorForm<AgreementValues>) {
  const t = useSetupStrings()
  const { edit } = route.useSearch()
  const may = useMay('rosters:manage')
  return (
    <Stack gap="md">
      <NamingFields form={form} />
      <DayField
        label={t('validFrom')}
        description={t('rules.validFromHint')}
        {...form.getInputProps('validFrom')}
      />
      <RuleFields form={form} />
      <FurtherRules form={form} />
      {may && typeof edit === 'number' && <TryRules form={form} agreement={edit} />}
      <Fieldset legend={t('templates')}>
        <Stack gap="sm" align="flex-start">
          {form.values.templates.length === 0 && <Text c="dimmed">{t('noTemplates')}</Text>}
          <TemplateList form={form} />
          <Group gap="xs">
            <Button
              variant="default"
              size="xs"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => form.insertListItem('templates', blankTemplate())}
            >
              {t('addTemplate')}
            </Button>
            <DesignShifts form={form} />
          </Group>
        </Stack>
      </Fieldset>
    </Stack>
  )
}

function RuleFields({ form }: Pick<EditorForm<AgreementValues>, 'form'>) {
  const t = useSetupStrings()
  const hours = { form, unit: 'hours' as const, decimalScale: 2 }
  const count = { form, allowDecimal: false }
  return (
    <Fieldset legend={t('rules.title')}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberField {...hours} path="rules.weeklyMin" label={t('rules.weeklyMin')} />
        <NumberField {...hours} path="rules.weeklyMax" label={t('rules.weeklyMax')} />
        <NumberField {...hours} path="rules.minRest" label={t('rules.minRest')} />
        <NumberField {...count} path="rules.maxConsecutiveDays" label={t('rules.maxDays')} />
        <NumberField {...count} path="rules.minDaysOffPerWeek" label={t('rules.daysOff')} />
        <NumberField {...count} path="rules.minConsecutiveDaysOff" label={t('rules.runOff')} />
        <NumberField {...count} path="rules.maxShiftsPerWeek" label={t('rules.maxShifts')} />
        <NumberField {...count} path="rules.maxWeekendsInPeriod" label={t('rules.maxWeekends')} />
      </SimpleGrid>
    </Fieldset>
  )
}
