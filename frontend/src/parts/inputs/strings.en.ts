export const en = {
  days: 'Days',
  from: 'From',
  to: 'To',
  addHours: 'Add hours',
  removeHours: 'Remove these hours',
  units: {
    percent: '%',
    seconds: 's',
    minutes: 'min',
    hours: 'h',
  },
} as const
