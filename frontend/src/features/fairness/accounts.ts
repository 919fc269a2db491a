import type { AccountLoads, NewFairnessCorrection } from '@/api/types'

/** The kinds of burden, in the order of the screens. */
export const ACCOUNTS = ['nights', 'weekends', 'holidays', 'shortRests', 'undesired'] as const
export type Account = (typeof ACCOUNTS)[number] & keyof AccountLoads

/** The account's word in requests. */
export function wordOf(account: Account): NewFairnessCorrection['account'] {
  return account === 'shortRests' ? 'short_rests' : account
}
