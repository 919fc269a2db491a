import {
  Button,
  Drawer,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { DayField } from '@/parts/inputs/day'
import {
  agreementNamesQuery,
  draftRound,
  ladderQuery,
  laddersQuery,
  skillNamesQuery,
  useCareerChange,
} from './queries'
import { RefusalPanel } from './refusals/panel'
import { useCareerStrings } from './strings'
import { useNamed } from './words'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Drafts a round: for which rung, how many places, when, and what the board scores. */
export function DraftDrawer({ onClose }: { onClose: () => void }) {
  const t = useCareerStrings()
  const shell = useShellStrings()
  const named = useNamed()
  const { data: ladders = [] } = useQuery(laddersQuery)
  const inForce = ladders.find(({ state }) => state === 'published')
  const { data: ladder } = useQuery({
    ...ladderQuery(inForce?.id ?? 0),
    enabled: inForce !== undefined,
  })
  const draft = useCareerChange(draftRound)
  const [name, setName] = useState('')
  const [rung, setRung] = useState<string | null>(null)
  const [seats, setSeats] = useState(1)
  const [quorum, setQuorum] = useState(2)
  const [off, setOff] = useState(0)
  const { data: skills = [] } = useQuery(skillNamesQuery)
  const { data: agreements = [] } = useQuery(agreementNamesQuery)
  const [agreement, setAgreement] = useState<string | null>(null)
  const [drops, setDrops] = useState<string[]>([])
  const [gains, setGains] = useState<string[]>([])
  const skillChoices = skills.map(({ id, name }) => ({ value: String(id), label: name }))
  const [criteria, setCriteria] = useState('')
  const [opensOn, setOpens] = useState<string | null>(inDays(0))
  const [closesOn, setCloses] = useState<string | null>(inDays(14))
  const [effectiveOn, setEffective] = useState<string | null>(inDays(60))
  const submit = () =>
    draft.mutate(
      {
        name,
        ladderId: inForce?.id ?? 0,
        rung: rung ?? '',
        seats,
        quorum,
        criteria: criteria
          .split('\n')
          .map((code) => code.trim())
          .filter(Boolean)
          .map((code) => ({ code, weight: 1 })),
        opensOn: opensOn ?? '',
        closesOn: closesOn ?? '',
        effectiveOn: effectiveOn ?? '',
        changes: {
          ...(agreement ? { agreementId: Number(agreement) } : {}),
          dropSkills: drops.map(Number),
          gainSkills: gains.map((id) => ({ skillId: Number(id), level: 1 })),
          offQueues: off / 100,
        },
      },
      { onSuccess: onClose },
    )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('rounds.draft')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        {draft.error && <RefusalPanel error={draft.error} />}
        <TextInput
          label={t('rounds.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('rounds.rung')}
          value={rung}
          onChange={setRung}
          data={(ladder?.rungs ?? []).map((r) => ({ value: r.code, label: named(r.name) }))}
        />
        <NumberInput
          label={t('rounds.seats')}
          min={1}
          value={seats}
          onChange={(value) => setSeats(Number(value) || 1)}
        />
        <NumberInput
          label={t('rounds.quorum')}
          min={1}
          value={quorum}
          onChange={(value) => setQuorum(Number(value) || 1)}
        />
        <Textarea
          label={t('rounds.criteria')}
          autosize
          minRows={3}
          value={criteria}
          onChange={(event) => setCriteria(event.currentTarget.value)}
        />
        <DayField label={t('rounds.opens')} value={opensOn} onChange={setOpens} />
        <DayField label={t('rounds.closes')} value={closesOn} onChange={setCloses} />
        <DayField label={t('rounds.effective')} value={effectiveOn} onChange={setEffective} />
        <NumberInput
          label={t('rounds.off')}
          min={0}
          max={100}
          suffix=" %"
          value={off}
          onChange={(value) => setOff(Number(value) || 0)}
        />
        <Select
          label={t('rounds.agreement')}
          clearable
          placeholder={t('rounds.stays')}
          value={agreement}
          onChange={setAgreement}
          data={agreements.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <MultiSelect
          label={t('rounds.dropSkills')}
          value={drops}
          onChange={setDrops}
          data={skillChoices.filter(({ value }) => !gains.includes(value))}
        />
        <MultiSelect
          label={t('rounds.gainSkills')}
          value={gains}
          onChange={setGains}
          data={skillChoices.filter(({ value }) => !drops.includes(value))}
        />
        <Button loading={draft.isPending} onClick={submit}>
          {t('rounds.draft')}
        </Button>
      </Stack>
    </Drawer>
  )
}
