import { List, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import type { Breach, MoveEffect } from '../model/types'
import { useMeasureWords, useRuleWords } from '../rule-words'
import { useRosterStrings } from '../strings'
import { deltaText } from './delta'

/** What moves would do: the change of cost and every rule that they would newly break, by name. */
export function EffectWords({ effect }: { effect: MoveEffect | undefined }) {
  const t = useRosterStrings()
  const format = useFormat()
  if (!effect) return <Text size="sm">{t('effect.asking')}</Text>
  return (
    <>
      <Text size="sm">
        {t('effect.cost', { delta: deltaText(format, effect.costDelta.total) })}
      </Text>
      {effect.newViolations.length === 0 ? (
        <Status standing="ok">{t('effect.legal')}</Status>
      ) : (
        <>
          <Status standing="bad">
            {t('effect.breaks', { count: effect.newViolations.length })}
          </Status>
          <BreachList breaches={effect.newViolations.slice(0, 4)} />
        </>
      )}
    </>
  )
}

/** Broken rules, each with whom and what was found against what is agreed. */
export function BreachList({ breaches }: { breaches: readonly Breach[] }) {
  const rule = useRuleWords()
  const measure = useMeasureWords()
  return (
    <List size="sm">
      {breaches.map((b) => (
        <List.Item key={`${b.personId} ${b.rule} ${b.days.join()} ${b.subject ?? ''}`}>
          <b>{b.personName}</b>
          {colon()}
          {rule(b.rule)}
          {measure(b)}
        </List.Item>
      ))}
    </List>
  )
}
