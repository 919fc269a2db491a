import { Button } from '@mantine/core'
import { useState } from 'react'
import { type DesignedShift, spanOf, weekdaysOf } from '@/features/shiftdesign/order'
import { useDesignStrings } from '@/features/shiftdesign/strings'
import { given } from '@/parts/inputs/numbers'
import { lazily } from '@/parts/lazily'
import type { EditorForm } from '@/parts/register/register'
import { toast } from '@/parts/toast'
import {
  type AgreementValues,
  blankTemplate,
  lengthText,
  type RulesValues,
  type TemplateValues,
} from './agreement-values'

const DesignDrawer = lazily(
  async () => (await import('@/features/shiftdesign/drawer')).DesignDrawer,
)

/** Opens the search for shifts and takes what it offers as templates. */
export function DesignShifts({ form }: Pick<EditorForm<AgreementValues>, 'form'>) {
  const t = useDesignStrings()
  const [opened, setOpened] = useState(false)
  const offer = (shifts: readonly DesignedShift[]) => {
    const named = form.values.templates.filter(({ code, name }) => code !== '' || name !== '')
    form.setFieldValue('templates', [...named, ...templatesOf(shifts, named)])
    toast.done(t('offered', { count: shifts.length }))
    setOpened(false)
  }
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {t('open')}
      </Button>
      {opened && (
        <DesignDrawer
          opened
          onClose={() => setOpened(false)}
          rules={rulesOf(form.values.rules)}
          onOffer={offer}
        />
      )}
    </>
  )
}

const DAYS = 7

function rulesOf(rules: RulesValues) {
  return {
    minRestMin: Math.round((given(rules.minRest) ?? 0) * 60),
    maxConsecutiveDays: given(rules.maxConsecutiveDays) ?? 0,
    minConsecutiveDaysOff: given(rules.minConsecutiveDaysOff) ?? 0,
    maxDaysPerWeek: Math.min(
      given(rules.maxShiftsPerWeek) ?? DAYS,
      DAYS - (given(rules.minDaysOffPerWeek) ?? 0),
    ),
  }
}

/** Shifts of at least so many minutes begin with the usual lunch and breaks. */
const WITH_LUNCH = 360

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
