import { useCallback } from 'react'
import { useFormat } from '@/format'
import { useTogetherStrings } from './strings'
import type { RuleValues, WhoValues } from './values'

/** The names behind the ids of a rule. */
export interface Names {
  team: (id: number) => string
  skill: (id: number) => string
  person: (id: number) => string
}

/** Says what a rule asks in plain words; "" while it asks nothing. */
export function useSentence(names: Names): (rule: RuleValues) => string {
  const t = useTogetherStrings()
  const format = useFormat()
  return useCallback(
    (rule) => {
      if (rule.min === '' && rule.max === '') return ''
      const list = (ids: string[], name: (id: number) => string) =>
        ids.map((id) => name(Number(id))).join(t('say.or'))
      const who = ({ teams, skills, people, minLevel }: WhoValues) => {
        let held = list(skills, names.skill)
        if (held && minLevel) held = t('say.level', { skills: held, level: minLevel })
        const words = [list(people, names.person), list(teams, names.team), held].filter(Boolean)
        return words.reduce((a, b) => (a ? t('say.join', { a, b }) : b), '')
      }
      const amount = () => {
        if (rule.max === 0) return t('say.none')
        if (rule.min === '') return t('say.most', { n: rule.max })
        if (rule.max === '') return t('say.least', { n: rule.min })
        return t('say.between', { min: rule.min, max: rule.max })
      }
      const chosen = who(rule.while)
      const days = rule.weekdays.map((day) => format.weekday(day)).join(', ')
      const whole = rule.from === '00:00' && rule.to === '24:00' && !days
      const each = rule.each !== '' && rule.each > 0
      return t(each ? 'say.ruleEach' : 'say.rule', {
        each: rule.each,
        while: chosen
          ? each
            ? chosen
            : t('say.one', { who: chosen })
          : t(each ? 'say.everybody' : 'say.anybody'),
        count: who(rule.count) || t('say.everybody'),
        amount: amount(),
        when: whole
          ? ''
          : t('say.when', {
              from: rule.from,
              to: rule.to,
              days: days ? t('say.days', { days }) : '',
            }),
      })
    },
    [t, format, names],
  )
}
