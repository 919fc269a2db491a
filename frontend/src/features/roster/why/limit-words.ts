import { useCallback } from 'react'
import { useFurtherStrings } from '@/features/setup/further/strings'
import { en } from '@/features/setup/further/strings.en'
import { useRuleWords } from '../rule-words'

type Kind = keyof typeof en.kinds

/** Names any rule, also the further ones of an agreement, which are named by place and kind. */
export function useAnyRuleWords(): (rule: string) => string {
  const words = useRuleWords()
  const t = useFurtherStrings()
  return useCallback(
    (rule) => {
      const kind = /^rules\[\d+\]\.(\w+)$/.exec(rule)?.[1]
      return kind && isKind(kind) ? t(`kinds.${kind}`) : words(rule)
    },
    [words, t],
  )
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(en.kinds, kind)
}

const MINUTES =
  /(^rest$|_minutes$|\.(start_distance|rest_after|long_rest|day_off_length|start_spread)$)/

/** Whether a rule's limit is a stretch of time, in minutes. */
export const inMinutes = (rule: string): boolean => MINUTES.test(rule)

/** A limit in its own unit: "11 h", or a plain number of days, shifts or weekends. */
export function limitText(rule: string, value: number): string {
  return inMinutes(rule) ? `${Math.round(value / 6) / 10} h` : String(value)
}
