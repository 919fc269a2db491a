export const en = {
  title: 'Staffing',
  purpose: 'How many people each interval takes, and why.',
} as const
