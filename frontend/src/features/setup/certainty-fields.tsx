import { Fieldset, SimpleGrid, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { NumberField } from '@/parts/inputs/numbers'
import type { QueueValues } from './queue-values'
import { useSetupStrings } from './strings'

/** How certain a goal is to hold, or what people and waiting cost instead. */
export function CertaintyFields({ form }: { form: UseFormReturnType<QueueValues> }) {
  const t = useSetupStrings()
  const amount = { form, decimalScale: 4 }
  return (
    <Fieldset legend={t('certainty.title')}>
      <NumberField
        form={form}
        unit="percent"
        max={99}
        decimalScale={1}
        path="goal.certainty"
        label={t('certainty.certainty')}
        description={t('certainty.certaintyHint')}
      />
      <Text size="sm" c="dimmed" mt="md" mb="xs">
        {t('certainty.costsText')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <NumberField {...amount} path="goal.costs.agentHour" label={t('certainty.agentHour')} />
        <NumberField {...amount} path="goal.costs.waitHour" label={t('certainty.waitHour')} />
        <NumberField {...amount} path="goal.costs.abandonment" label={t('certainty.abandonment')} />
      </SimpleGrid>
    </Fieldset>
  )
}
