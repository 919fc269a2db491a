export const en = {
  title: 'Roster',
  purpose: 'Who works when, under the rules, at what cost.',
} as const
