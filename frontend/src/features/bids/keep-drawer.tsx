import { Drawer, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useList } from '@/api/resource'
import type { Agreement } from '@/api/types'
import { agreements } from '@/api/workforce'
import { SubmitOrder, useOrdered } from '@/app/jobs/ordered'
import { useShellStrings } from '@/app/strings'
import { paidHours } from '@/features/setup/design-templates'
import { type DesignRules, orderOf } from '@/features/shiftdesign/order'
import { FIRST_ORDER, OrderFields, usePicked } from '@/features/shiftdesign/order-fields'
import { optionsOf } from '@/parts/inputs/choices'
import { useKeepDesign } from './queries'
import { useBidStrings } from './strings'

const SECONDS = 60

/** What a rotation has to keep of an agreement. */
function rulesOf({ rules }: Agreement): DesignRules {
  return {
    minRestMin: rules.minRestMin,
    maxConsecutiveDays: rules.maxConsecutiveDays,
    minConsecutiveDaysOff: rules.minConsecutiveDaysOff,
    maxDaysPerWeek: Math.min(rules.maxShiftsPerWeek ?? 7, 7 - rules.minDaysOffPerWeek),
    ...paidHours(rules.weeklyMaxMin),
  }
}

/** Searches for shifts and a rotation, longer than anybody would wait, and keeps them. */
export function KeepDrawer({ onClose }: { onClose: () => void }) {
  const t = useBidStrings()
  const shell = useShellStrings()
  const navigate = useNavigate()
  const { data: all = [] } = useList(agreements)
  const [values, setValues] = useState(FIRST_ORDER)
  const [name, setName] = useState('')
  const [seconds, setSeconds] = useState<number | string>(SECONDS)
  const [agreementId, setAgreement] = useState<string | null>(null)
  const agreement = all.find(({ id }) => String(id) === agreementId) ?? all[0]
  const picked = usePicked(values)
  const rules = agreement && rulesOf(agreement)
  const order = useOrdered(
    {
      name,
      seconds: Number(seconds) || SECONDS,
      order: { ...orderOf(picked, values.windows, values.prices), rules },
    },
    useKeepDesign(),
    (designId) => void navigate({ to: '/bids/designs/$designId', params: { designId } }),
  )
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('searchTitle')}
      position="right"
      size="xl"
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          required
          maxLength={120}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <OrderFields values={values} onChange={setValues} />
        <Select
          label={t('agreement')}
          description={t('agreementHint')}
          allowDeselect={false}
          data={optionsOf(all)}
          value={agreement ? String(agreement.id) : null}
          onChange={setAgreement}
        />
        <NumberInput
          label={t('seconds')}
          suffix={` ${t('secondsUnit')}`}
          min={1}
          max={3600}
          value={seconds}
          onChange={setSeconds}
        />
        <SubmitOrder
          order={order}
          disabled={name.trim() === '' || picked.length === 0}
          label={t('search')}
        />
      </Stack>
    </Drawer>
  )
}
