/** The registers of workforce set-up, in the order in which one fills them. */
export const REGISTERS = [
  'sites',
  'calendars',
  'channels',
  'skills',
  'queues',
  'employers',
  'teams',
  'agreements',
] as const

export type RegisterName = (typeof REGISTERS)[number]
