import { Fieldset, NativeSelect, SimpleGrid } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { wordsOf } from '@/parts/inputs/choices'
import { DayField } from '@/parts/inputs/day'
import { NumberField } from '@/parts/inputs/numbers'
import { CategoryFields } from './category-fields'
import { CertaintyFields } from './certainty-fields'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'
import { WaitingFields } from './waiting-fields'

const VARIANTS = [
  'sl_offered',
  'sl_ab_as_ok',
  'sl_excl_short',
  'sl_answered',
  'sl_virtual',
] as const

const METHODS = ['interval', 'course'] as const

/** What a queue promises, and how its people are counted. */
export function GoalFields({ form }: { form: UseFormReturnType<QueueValues> }) {
  const t = useSetupStrings()
  const percent = { form, unit: 'percent' as const, max: 100, decimalScale: 2 }
  const seconds = { form, unit: 'seconds' as const }
  return (
    <>
      <Fieldset legend={t('goal.title')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <NumberField {...percent} path="goal.slTarget" label={t('goal.slTarget')} />
          <NumberField {...seconds} path="goal.thresholdS" label={t('goal.threshold')} />
          <NativeSelect
            label={t('goal.variant')}
            data={wordsOf(VARIANTS, (variant) => t(`variants.${variant}`))}
            {...form.getInputProps('goal.slVariant')}
          />
          <NumberField {...seconds} path="goal.asaTargetS" label={t('goal.asa')} />
          <NumberField {...percent} path="goal.maxOccupancy" label={t('goal.maxOccupancy')} />
          <NumberField {...percent} path="goal.maxAbandon" label={t('goal.maxAbandon')} />
          <NumberField
            {...seconds}
            path="goal.patienceS"
            label={t('goal.patience')}
            description={t('goal.patienceHint')}
          />
          <NumberField
            {...seconds}
            path="goal.ahtS"
            label={t('goal.aht')}
            description={t('goal.ahtHint')}
          />
          <NumberField
            form={form}
            path="goal.minAgents"
            label={t('goal.minAgents')}
            allowDecimal={false}
          />
          <DayField
            label={t('validFrom')}
            description={t('goal.validFromHint')}
            {...form.getInputProps('goal.validFrom')}
          />
          <NativeSelect
            label={t('method.title')}
            description={t(`method.${form.values.goal.method}Hint`)}
            data={wordsOf(METHODS, (method) => t(`method.${method}`))}
            {...form.getInputProps('goal.method')}
          />
        </SimpleGrid>
        <CategoryFields form={form} />
        <WaitingFields form={form} />
      </Fieldset>
      <CertaintyFields form={form} />
    </>
  )
}
