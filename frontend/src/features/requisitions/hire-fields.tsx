import { Button, Fieldset, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useList } from '@/api/resource'
import { agreements } from '@/api/workforce'
import { useNamed } from '@/features/careers/words'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import {
  type Candidate,
  hireCandidate,
  type RequisitionReport,
  useRequisitionChange,
} from './queries'
import { Rules } from './rules'
import { useRequisitionStrings } from './strings'

interface Props {
  report: RequisitionReport
  of: Candidate
  onClose: () => void
}

/** Makes a colleague of a candidate who has an offer: here they get a name. */
export function HireFields({ report, of, onClose }: Props) {
  const t = useRequisitionStrings()
  const hire = useRequisitionChange(hireCandidate)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [day, setDay] = useState<string | null>(report.startsOn)
  const [cost, setCost] = useState(0)
  const [agreement, setAgreement] = useState('')
  const named = useNamed()
  const { data: all = [] } = useList(agreements)
  const standing = all.filter(({ validFrom }) => !validFrom || (day !== null && validFrom <= day))
  const chosen = standing.some(({ id }) => String(id) === agreement) ? agreement : ''
  const submit = () =>
    hire.mutate(
      {
        id: report.id,
        of,
        fields: {
          ...{ code, name, hiredOn: day ?? '', costMinor: Math.round(cost * 100) },
          ...(chosen && { agreementId: Number(chosen) }),
        },
      },
      {
        onSuccess: ({ wishedDays }) => {
          toast.done(wishedDays > 0 ? t('hired', { days: wishedDays }) : t('hiredPlain'))
          onClose()
        },
      },
    )
  return (
    <Fieldset legend={t('hire')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('hireHow')}
        </Text>
        <TextInput
          label={t('number')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={t('personName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <DayField label={t('hiredOn')} minDate={of.appliedOn} value={day} onChange={setDay} />
        <NativeSelect
          label={t('agreement')}
          description={t(chosen ? 'agreementHow' : 'noAgreement')}
          value={chosen}
          data={[
            { value: '', label: t('noneYet') },
            ...standing.map(({ id, name: label }) => ({ value: String(id), label })),
          ]}
          onChange={(event) => setAgreement(event.currentTarget.value)}
        />
        {report.rungName && <Text>{t('beginsOn', { rung: named(report.rungName) })}</Text>}
        <NumberInput
          label={t('cost')}
          min={0}
          value={cost}
          onChange={(value) => setCost(Number(value) || 0)}
        />
        <Rules error={hire.error} />
        <Button disabled={!code || !name || !day} loading={hire.isPending} onClick={submit}>
          {t('hire')}
        </Button>
      </Stack>
    </Fieldset>
  )
}
