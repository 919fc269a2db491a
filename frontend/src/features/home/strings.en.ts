export const en = {
  title: 'Home',
  purpose: 'From a file to a published roster.',
} as const
