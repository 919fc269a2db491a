export const en = {
  title: 'Forecast',
  purpose: 'How much work is coming, and how sure that is.',
} as const
