import { useCallback } from 'react'
import { useFormat, wallTime } from '@/format'
import type { Desk } from '../queries'
import { limitText, useAnyRuleWords } from '../why/limit-words'
import type { Exception } from './queries'
import { useExceptionStrings } from './strings'

/** Says whose limit is how much looser, or in which hours somebody may work. */
export function useExceptionWords(desk: Desk) {
  const t = useExceptionStrings()
  const rule = useAnyRuleWords()
  const format = useFormat()
  const { sheet } = desk
  return useCallback(
    (e: Pick<Exception, 'personId' | 'rule' | 'from' | 'limit' | 'day'>): string => {
      const name = sheet.people[sheet.personAt(e.personId)]?.name ?? ''
      if (e.day) {
        const wall = (minute: number) =>
          wallTime(sheet.clock.toWall(sheet.dayAt(e.day ?? ''), minute))
        const day = format.day(e.day, 'weekdayDate')
        return t('hours', { name, day, from: wall(e.from), to: wall(e.limit) })
      }
      const [from, to] = [limitText(e.rule, e.from), limitText(e.rule, e.limit)]
      return t('line', { name, rule: rule(e.rule), from, to })
    },
    [t, rule, format, sheet],
  )
}
