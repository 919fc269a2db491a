export const en = {
  read: 'Read the figures: {{label}}',
} as const
