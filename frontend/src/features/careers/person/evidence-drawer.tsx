import { Button, Drawer, NativeSelect, NumberInput, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { type LadderReport, ladderQuery, laddersQuery, useCareerChange } from '../queries'
import { RefusalPanel } from '../refusals/panel'
import { useNameOf } from '../words'
import { enterEvidence } from './queries'
import { useCareerPersonStrings } from './strings'

const REGISTERS = ['metrics', 'certificates', 'awards', 'trainings', 'sanctions'] as const
type Register = (typeof REGISTERS)[number]

const CATALOGUE: Record<Register, keyof LadderReport['catalogue'] | undefined> = {
  metrics: 'metrics',
  certificates: 'certificates',
  awards: 'awards',
  trainings: 'courses',
  sanctions: undefined,
}

/** Enters a fact about somebody by hand, with how it is known. */
export function EvidenceDrawer({ person, onClose }: { person: number; onClose: () => void }) {
  const t = useCareerPersonStrings()
  const shell = useShellStrings()
  const nameOf = useNameOf()
  const [register, setRegister] = useState<Register>('certificates')
  const [what, setWhat] = useState('')
  const [day, setDay] = useState<string | null>(null)
  const [until, setUntil] = useState<string | null>(null)
  const [value, setValue] = useState<number>()
  const [weight, setWeight] = useState<number>()
  const [note, setNote] = useState('')
  const enter = useCareerChange(enterEvidence)
  const list = CATALOGUE[register]
  const names = useCatalogue()?.[list ?? 'metrics'] ?? []
  const chosen = list ? what || names[0] || '' : ''
  const lasts = register === 'certificates' || register === 'sanctions'
  const measured = register === 'metrics' || register === 'trainings'
  const ready = day && note.trim().length >= 3 && (!list || chosen) && (!measured || value)
  const submit = () =>
    enter.mutate(
      {
        ...{ person, register, what: chosen, day: day ?? '', note },
        ...(lasts && until ? { until } : {}),
        ...(measured ? { value } : {}),
        ...(register === 'metrics' && weight ? { weight } : {}),
      },
      {
        onSuccess: () => {
          toast.done(t('done'))
          onClose()
        },
      },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('enter')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        {enter.error && <RefusalPanel error={enter.error} />}
        <NativeSelect
          label={t('register')}
          value={register}
          onChange={(event) => {
            setRegister(event.currentTarget.value as Register)
            setWhat('')
          }}
          data={REGISTERS.map((key) => ({ value: key, label: t(`registers.${key}`) }))}
        />
        {list && (
          <NativeSelect
            label={t('what')}
            value={chosen}
            onChange={(event) => setWhat(event.currentTarget.value)}
            data={names.map((code) => ({ value: code, label: nameOf(code) }))}
          />
        )}
        <DayField label={t('day')} required value={day} onChange={setDay} />
        {lasts && <DayField label={t('validUntil')} value={until} onChange={setUntil} />}
        {measured && (
          <NumberInput
            label={t(register === 'metrics' ? 'share' : 'hours')}
            required
            min={0}
            step={register === 'metrics' ? 0.01 : 1}
            value={value ?? ''}
            onChange={(next) => setValue(next === '' ? undefined : Number(next))}
          />
        )}
        {register === 'metrics' && (
          <NumberInput
            label={t('weight')}
            min={0}
            value={weight ?? ''}
            onChange={(next) => setWeight(next === '' ? undefined : Number(next))}
          />
        )}
        <Textarea
          label={t('note')}
          description={t('noteHint')}
          required
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button disabled={!ready} loading={enter.isPending} onClick={submit}>
          {t('save')}
        </Button>
      </Stack>
    </Drawer>
  )
}

/** What evidence may be about, by the ladder in force. */
function useCatalogue(): LadderReport['catalogue'] | undefined {
  const { data: ladders = [] } = useQuery(laddersQuery)
  const inForce = ladders.find(({ state }) => state === 'published')
  const { data } = useQuery({ ...ladderQuery(inForce?.id ?? 0), enabled: inForce !== undefined })
  return data?.catalogue
}
