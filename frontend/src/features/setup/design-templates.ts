import { type DesignedShift, spanOf, weekdaysOf } from '@/features/shiftdesign/order'
import { blankTemplate, lengthText, type TemplateValues } from './agreement-values'

/** Shifts of at least so many minutes begin with the usual lunch and breaks. */
const WITH_LUNCH = 360

/** What a rotation has to keep of the paid hours of a week: longer shifts have the usual lunch, which is not paid. */
export function paidHours(weeklyMaxMin: number) {
  const { lunch } = blankTemplate()
  const unpaid = lunch && !lunch.paid ? Number(lunch.minutes) : 0
  return { maxPaidMinPerWeek: weeklyMaxMin, unpaidMin: unpaid, unpaidFromMin: WITH_LUNCH }
}

/** Templates of one start and one length each, under codes that are not taken. */
export function templatesOf(
  shifts: readonly DesignedShift[],
  taken: readonly TemplateValues[],
): TemplateValues[] {
  const codes = new Set(taken.map(({ code }) => code))
  return shifts.map((shift, at) => {
    const usual = blankTemplate()
    let code = `S${shift.start.replace(':', '')}-${shift.minutes}`
    while (codes.has(code)) code += '*'
    codes.add(code)
    return {
      ...usual,
      code,
      letter: String.fromCharCode('A'.charCodeAt(0) + (at % 26)),
      name: spanOf(shift),
      weekdays: weekdaysOf(shift),
      earliestStart: shift.start,
      latestStart: shift.start,
      lengths: lengthText(shift.minutes),
      lunch: shift.minutes >= WITH_LUNCH ? usual.lunch : null,
      breaks: shift.minutes >= WITH_LUNCH ? usual.breaks : [],
    }
  })
}
