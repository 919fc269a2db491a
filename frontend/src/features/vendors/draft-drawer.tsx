import { Button, Checkbox, Drawer, Group, NumberInput, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { DayField } from '@/parts/inputs/day'
import { RowsSkeleton } from '@/parts/waiting'
import { Exact, LevelsFields, RatesFields } from './draft-fields'
import {
  type ContractTerms,
  type ContractVersion,
  type Programme,
  templatesQuery,
  useDraft,
} from './queries'
import { useVendorStrings } from './strings'

interface Props {
  programme: Programme
  /** The draft that there is. */
  draft: ContractVersion | undefined
  /** The version to begin from where there is none. */
  from: ContractVersion | undefined
  onClose: () => void
}

/** Writes terms that do not hold yet: from the draft, the last version, or a template. */
export function DraftDrawer({ programme, draft, from, onClose }: Props) {
  const t = useVendorStrings()
  const shell = useShellStrings()
  const basis = draft ?? from
  const template = useQuery({
    ...templatesQuery('CNY', programme.from),
    enabled: !basis,
  }).data?.find(({ mode }) => mode === programme.mode)
  const terms = basis?.terms ?? template?.terms
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={t(draft ? 'changeDraft' : 'newDraft')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {terms ? (
        <Editor
          programme={programme}
          draft={draft}
          terms={terms}
          note={draft?.note ?? ''}
          onClose={onClose}
        />
      ) : (
        <RowsSkeleton />
      )}
    </Drawer>
  )
}

interface EditorProps {
  programme: Programme
  draft: ContractVersion | undefined
  terms: ContractTerms
  note: string
  onClose: () => void
}

function Editor({ programme, draft, terms, note, onClose }: EditorProps) {
  const t = useVendorStrings()
  const save = useDraft()
  const [now, setNow] = useState(terms)
  const [why, setWhy] = useState(note)
  const set = (change: Partial<ContractTerms>) => setNow({ ...now, ...change })
  const send = () =>
    save.mutate(
      { programme: programme.id, of: draft, terms: now, note: why },
      { onSuccess: onClose },
    )
  return (
    <Stack gap="sm">
      {save.isError && <ErrorPanel error={save.error} />}
      <Group grow align="start">
        <DayField label={t('from')} value={now.from} onChange={(from) => from && set({ from })} />
        <DayField
          label={t('to')}
          description={t('toOpen')}
          clearable
          value={now.to ?? null}
          onChange={(to) => set({ to: to ?? undefined })}
        />
      </Group>
      <RatesFields rates={now.rates} currency={now.currency} onChange={(rates) => set({ rates })} />
      {now.takeOrPay && (
        <Group grow>
          <Exact
            label={t('floorShare')}
            value={now.takeOrPay.floor}
            onChange={(floor) => now.takeOrPay && set({ takeOrPay: { ...now.takeOrPay, floor } })}
          />
          <Exact
            label={t('floorPrice')}
            value={now.takeOrPay.price}
            onChange={(price) => now.takeOrPay && set({ takeOrPay: { ...now.takeOrPay, price } })}
          />
        </Group>
      )}
      <LevelsFields levels={now.levels} onChange={(levels) => set({ levels })} />
      <Group grow align="end">
        <Exact
          label={t('atRisk')}
          value={now.atRisk.share}
          onChange={(share) => set({ atRisk: { ...now.atRisk, share } })}
        />
        <Exact
          label={t('pool')}
          value={now.atRisk.pool}
          onChange={(pool) => set({ atRisk: { ...now.atRisk, pool } })}
        />
        <NumberInput
          label={t('disputeDays')}
          min={0}
          max={366}
          value={now.disputeDays}
          onChange={(value) => set({ disputeDays: Number(value) || 0 })}
        />
      </Group>
      <Checkbox
        label={t('byShare')}
        checked={now.atRisk.byShare}
        onChange={(event) =>
          set({ atRisk: { ...now.atRisk, byShare: event.currentTarget.checked } })
        }
      />
      <Textarea
        label={t('note')}
        autosize
        minRows={2}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button loading={save.isPending} onClick={send}>
          {t('saveDraft')}
        </Button>
      </Group>
    </Stack>
  )
}
