// A history to import, made up of plain numbers: no chance in it, so that
// every run reads the same file.

const MINUTES = 30

/**
 * Calls by half hours on weekdays, with a hump in the morning and one in the
 * afternoon, more on Mondays and a little more each week.
 * @param {{from: string, weeks: number, opens: string, closes: string}} when `from` is a Monday
 * @returns {{csv: string, calls: number[]}}
 */
export function history({ from, weeks, opens, closes }) {
  const lines = ['datetime,calls']
  const calls = []
  for (let week = 0; week < weeks; week++) {
    for (let weekday = 0; weekday < 5; weekday++) {
      const day = dayAfter(from, 7 * week + weekday)
      for (let minute = minutesOf(opens); minute < minutesOf(closes); minute += MINUTES) {
        const number = callsAt(week, weekday, minute / 60)
        calls.push(number)
        lines.push(`${day} ${clock(minute)},${number}`)
      }
    }
  }
  return { csv: `${lines.join('\n')}\n`, calls }
}

function callsAt(week, weekday, hour) {
  const hump = (at, width) => Math.exp(-(((hour - at) / width) ** 2))
  const level = 22 * (1 + 0.01 * week) * (weekday === 0 ? 1.2 : 1)
  // a ripple stands for what no model knows: without it every error would be 0
  const ripple = ((7 * week + 5 * weekday + 2 * hour) % 5) - 2
  return Math.max(0, Math.round(level * (0.3 + hump(10.5, 2.5) + 0.8 * hump(15.5, 2.5)) + ripple))
}

function dayAfter(day, days) {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

function minutesOf(text) {
  const [hours, minutes] = text.split(':').map(Number)
  return 60 * hours + minutes
}

function clock(minute) {
  const two = (number) => String(number).padStart(2, '0')
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
