import { Button, Drawer, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { DayField } from '@/parts/inputs/day'
import { toast } from '@/parts/toast'
import { ladderQuery, laddersQuery, useCareerChange } from '../queries'
import { RefusalPanel } from '../refusals/panel'
import { useNamed } from '../words'
import { type CareerPath, placePerson } from './queries'
import { useCareerPersonStrings } from './strings'

/** The button that opens the form, with the form behind it. */
export function PlaceButton({ career }: { career: CareerPath }) {
  const t = useCareerPersonStrings()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('place')}
      </Button>
      {open && <PlaceDrawer career={career} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Puts somebody on a rung by hand: at entry, or as a correction. */
function PlaceDrawer({ career, onClose }: { career: CareerPath; onClose: () => void }) {
  const t = useCareerPersonStrings()
  const shell = useShellStrings()
  const named = useNamed()
  const { data: ladders = [] } = useQuery(laddersQuery)
  const inForce = ladders.find(({ state }) => state === 'published')
  const { data: ladder } = useQuery({
    ...ladderQuery(inForce?.id ?? 0),
    enabled: inForce !== undefined,
  })
  const [rung, setRung] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const place = useCareerChange(placePerson)
  const rungs = (ladder?.rungs ?? []).filter(({ code }) => code !== career.rung)
  const chosen = rung || rungs[0]?.code || ''
  const submit = () =>
    place.mutate(
      {
        person: career.personId,
        ladder: inForce?.code ?? '',
        rung: chosen,
        from: from ?? '',
        reason,
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
      title={t('place')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {ladders.length > 0 && !inForce ? (
        <Text>{t('noLadder')}</Text>
      ) : (
        <Stack>
          {place.error && <RefusalPanel error={place.error} />}
          <NativeSelect
            label={t('rung')}
            value={chosen}
            onChange={(event) => setRung(event.currentTarget.value)}
            data={rungs.map(({ code, name }) => ({ value: code, label: named(name) }))}
          />
          <DayField label={t('firstDay')} required value={from} onChange={setFrom} />
          <Textarea
            label={t('reason')}
            description={t('reasonHint')}
            required
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            disabled={!from || !chosen || reason.trim().length < 3}
            loading={place.isPending}
            onClick={submit}
          >
            {t('save')}
          </Button>
        </Stack>
      )}
    </Drawer>
  )
}
