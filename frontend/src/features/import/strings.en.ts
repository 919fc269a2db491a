export const en = {
  title: 'Import',
  purpose: 'Bring in what the phone system exports, check it, and take it.',
} as const
