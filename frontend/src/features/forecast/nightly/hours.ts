/** An hour of the day as a clock shows it: 03:00. */
export function clockOfHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`
}

/** The hours of a day as the options of a choice. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: clockOfHour(hour),
}))
