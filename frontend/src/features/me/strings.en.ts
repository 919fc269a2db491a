export const en = {
  title: 'My schedule',
  purpose: 'My published shifts.',
} as const
