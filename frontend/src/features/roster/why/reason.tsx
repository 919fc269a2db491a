import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { ShiftReason } from '../model/types'
import { deltaText } from '../parts/delta'
import { Blocked } from './blocked'
import { CostChangeList } from './cost-change'
import { useAnyRuleWords } from './limit-words'
import { useWhyStrings } from './strings'

interface Props {
  why: Pick<ShiftReason, 'works' | 'opposite'>
  name: string
}

/** Why somebody works on a day, or does not, in a sentence: what the opposite would cost, and what decides. */
export function Reason({ why, name }: Props) {
  const t = useWhyStrings()
  const format = useFormat()
  const rule = useAnyRuleWords()
  const { works, opposite } = why
  const rules = opposite.rules.map(rule).join(', ')
  const kind = works ? 'works' : 'rests'
  return (
    <>
      <Title order={3} mt="md">
        {t('reason.title')}
      </Title>
      {opposite.blocked ? (
        <>
          <Text size="sm">{t(`reason.${kind}Blocked`, { name, rules })}</Text>
          {opposite.reliefs.length > 0 && <Blocked rules={[]} reliefs={opposite.reliefs} />}
        </>
      ) : (
        <>
          <Text size="sm">
            {t(`reason.${kind}`, { name, delta: deltaText(format, opposite.cost.total) })}
          </Text>
          {opposite.cost.total < -0.05 && <Text size="sm">{t('reason.better')}</Text>}
          <Text size="sm" c="dimmed">
            {t('reason.mainly')}
          </Text>
          <CostChangeList cost={opposite.cost} />
        </>
      )}
    </>
  )
}
