import { Button, Drawer, Group, List, NumberInput, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '@/api/session'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { ClockField } from '@/parts/inputs/clock'
import { DayField } from '@/parts/inputs/day'
import { Loaded } from '@/parts/loaded'
import { Plot } from '@/parts/plot/plot'
import { type Commitment, intervalsQuery, useAnswer, useDecide } from './queries'
import { useVendorStrings } from './strings'

interface Props {
  commitment: Commitment
  onClose: () => void
}

/** One commitment: what was asked, by day, who did what, and whose turn it is. */
export function CommitmentDrawer({ commitment, onClose }: Props) {
  const t = useVendorStrings()
  const shell = useShellStrings()
  const format = useFormat()
  const vendor = useMay('vendors:own') && commitment.turn === 'vendor'
  const owner = useMay('vendors:manage') && commitment.turn !== undefined
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={t('commitmentTitle', {
        from: format.day(commitment.from),
        to: format.day(commitment.to),
      })}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text>
          {t('basisLine', {
            share: format.percent(commitment.share),
            volume: format.percent(commitment.volumeBand),
            handle: format.percent(commitment.handleBand),
            tolerance: format.percent(commitment.tolerance),
          })}
        </Text>
        <Days commitment={commitment} />
        <List spacing={2} aria-label={t('steps')}>
          {commitment.steps.map((step) => (
            <List.Item key={step.at + step.action}>
              {t('stepLine', {
                time: format.dateTime(step.at, commitment.zone),
                party: t(`parties.${step.party}`),
                action: t(`actions.${step.action}`),
                hours: format.number(step.hours),
              })}{' '}
              {step.note}
            </List.Item>
          ))}
        </List>
        {vendor && <Answer commitment={commitment} onDone={onClose} />}
        {owner && <Decide commitment={commitment} onDone={onClose} />}
      </Stack>
    </Drawer>
  )
}

/** Agent hours by day: asked, offered, committed. */
function Days({ commitment }: { commitment: Commitment }) {
  const t = useVendorStrings()
  const format = useFormat()
  const query = useQuery(intervalsQuery(commitment.id, commitment.version))
  return (
    <Loaded query={query}>
      {({ asked, offered, committed, starts }) => (
        <Plot
          label={t('intervalsLabel')}
          places={starts.map((at) => format.dateTime(at, commitment.zone))}
          axisText={(place) => format.dateTime(starts[place] ?? '', commitment.zone)}
          ticks={starts.flatMap((_, i) => (i % 96 === 48 ? [i] : []))}
          numberText={(value) => format.number(value, 1)}
          height={200}
          lines={[
            { name: t('hours.asked'), values: asked, colour: 'var(--info)' },
            ...(offered.length > 0 && committed.length === 0
              ? [{ name: t('hours.offered'), values: offered, colour: 'var(--warn)' }]
              : []),
            ...(committed.length > 0
              ? [{ name: t('hours.committed'), values: committed, colour: 'var(--ok)' }]
              : []),
          ]}
        />
      )}
    </Loaded>
  )
}

interface TurnProps {
  commitment: Commitment
  onDone: () => void
}

/** The vendor accepts all of it, or says in which hours less can be promised. */
function Answer({ commitment, onDone }: TurnProps) {
  const t = useVendorStrings()
  const answer = useAnswer()
  const [less, setLess] = useState(false)
  const [note, setNote] = useState('')
  const [from, setFrom] = useState<string | null>(commitment.from)
  const [to, setTo] = useState<string | null>(commitment.to)
  const [start, setStart] = useState('17:00')
  const [end, setEnd] = useState('20:00')
  const [share, setShare] = useState<number | string>(80)
  const send = () =>
    answer.mutate(
      {
        of: commitment,
        note,
        cuts: less
          ? [{ from: from ?? '', to: to ?? '', start, end, share: Number(share) / 100 }]
          : [],
      },
      { onSuccess: onDone },
    )
  return (
    <Stack gap="sm">
      {answer.isError && <ErrorPanel error={answer.error} />}
      {less && (
        <>
          <Group grow>
            <DayField label={t('from')} value={from} onChange={setFrom} />
            <DayField label={t('to')} value={to} onChange={setTo} />
          </Group>
          <Group grow>
            <ClockField label={t('startTime')} value={start} onChange={setStart} />
            <ClockField label={t('endTime')} value={end} onChange={setEnd} />
            <NumberInput
              label={t('canPromise')}
              suffix=" %"
              min={0}
              max={99}
              value={share}
              onChange={setShare}
            />
          </Group>
        </>
      )}
      <Textarea
        label={t('note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => setLess(!less)}>
          {t(less ? 'afterAll' : 'withLess')}
        </Button>
        <Button loading={answer.isPending} onClick={send}>
          {t(less ? 'sendLess' : 'accept')}
        </Button>
      </Group>
    </Stack>
  )
}

const DAY_MS = 86_400_000

/** The owner takes an offer, insists, or withdraws. */
function Decide({ commitment, onDone }: TurnProps) {
  const t = useVendorStrings()
  const decide = useDecide()
  const [note, setNote] = useState('')
  const act = (action: 'agree' | 'insist' | 'withdraw') =>
    decide.mutate(
      {
        of: commitment,
        action,
        note,
        ...(action === 'insist' && { dueAt: new Date(Date.now() + 2 * DAY_MS).toISOString() }),
      },
      { onSuccess: onDone },
    )
  return (
    <Stack gap="sm">
      {decide.isError && <ErrorPanel error={decide.error} />}
      <Textarea
        label={t('note')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => act('withdraw')}>
          {t('withdraw')}
        </Button>
        {commitment.turn === 'owner' && (
          <>
            <Button variant="default" onClick={() => act('insist')}>
              {t('insist')}
            </Button>
            <Button loading={decide.isPending} onClick={() => act('agree')}>
              {t('takeOffer')}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  )
}
