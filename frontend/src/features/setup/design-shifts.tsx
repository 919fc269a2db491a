import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DesignedShift } from '@/features/shiftdesign/order'
import { useDesignStrings } from '@/features/shiftdesign/strings'
import { given } from '@/parts/inputs/numbers'
import { lazily } from '@/parts/lazily'
import type { EditorForm } from '@/parts/register/register'
import { toast } from '@/parts/toast'
import type { AgreementValues, RulesValues } from './agreement-values'
import { paidHours, templatesOf } from './design-templates'

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
    ...paidHours(Math.round((given(rules.weeklyMax) ?? 0) * 60)),
  }
}
