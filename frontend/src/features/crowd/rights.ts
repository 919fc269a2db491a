import { useQuery } from '@tanstack/react-query'
import { policiesQuery } from '@/api/crowd'

/** Rights that can be given, in the order of lists. */
export const RIGHTS = [
  'goodwill',
  'entitled_refund',
  'answer',
  'reverse_standard',
  'close_class_3',
  'close_class_2',
  'final_decision',
  'see_masked',
  'reveal_logged',
  'see_partial',
  'see_full',
] as const
export type Right = (typeof RIGHTS)[number]

/** Whether a right is an amount of money. */
export const isMoney = (right: string) => right === 'goodwill' || right === 'entitled_refund'

/** An amount typed in whole units as the API has it. */
export const inMinor = (amount: number) => Math.round(amount * 100)

const USUAL = 'CNY'

/** In what amounts are typed: in the currency of the matrix, which bounds them. */
export function useLimitCurrency(): string {
  return useQuery(policiesQuery).data?.[0]?.currency ?? USUAL
}
