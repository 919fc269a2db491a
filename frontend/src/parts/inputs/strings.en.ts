export const en = {
  days: 'Days',
  from: 'From',
  to: 'To',
  addHours: 'Add hours',
  removeHours: 'Remove these hours',
} as const
