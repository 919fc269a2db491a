import { List, Text } from '@mantine/core'
import { limitText, useAnyRuleWords } from './limit-words'
import type { Supposed } from './queries'
import { useWhyStrings } from './strings'

/** The minimal set of rules against something, and what would help. */
export function Blocked({ rules, reliefs }: Pick<Supposed, 'rules' | 'reliefs'>) {
  const t = useWhyStrings()
  const rule = useAnyRuleWords()
  return (
    <>
      {rules.length > 0 && <Text size="sm">{t('answer.blocked')}</Text>}
      <List size="sm">
        {rules.map((name) => (
          <List.Item key={name}>{rule(name)}</List.Item>
        ))}
      </List>
      {reliefs.slice(0, 3).map(({ rule: name, from, to, dropped }) => (
        <Text key={`${name} ${to}`} size="sm" c="dimmed">
          {dropped
            ? t('answer.drop', { rule: rule(name) })
            : t('answer.relief', {
                rule: rule(name),
                from: limitText(name, from),
                to: limitText(name, to),
              })}
        </Text>
      ))}
    </>
  )
}
