import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import {
  decideAppeal,
  type MemberFile,
  type MemberStepOrder,
  memberQuery,
  noteMember,
  stepMember,
  useCrowdAct,
} from '@/api/crowd'
import { refusalText } from '@/api/refusals/words'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { CertificatesPanel } from './certificates-panel'
import { ExamsPanel } from './exams-panel'
import { standingOf } from './members-page'
import { useCrowdStrings } from './strings'

const route = getRouteApi('/shell/vendors/members/$memberId')
const FACTS = ['consent', 'identity', 'trained', 'coached', 'alarm'] as const
const GROUNDS = ['critical_error', 'posterior', 'sequential_test', 'permission_breach'] as const

/** A member: where they stand, what leads on, and the sealed log of how it came to be. */
export function MemberPage() {
  const t = useCrowdStrings()
  const { memberId } = route.useParams()
  const query = useQuery(memberQuery(memberId))
  const trail = [
    <Link key="members" to="/vendors/members">
      {t('members')}
    </Link>,
  ]
  return (
    <Page title={query.data?.member.name ?? t('members')} trail={trail}>
      <Loaded query={query}>
        {(file) => (
          <>
            <Stand file={file} />
            <Next file={file} />
            <ExamsPanel file={file} />
            <CertificatesPanel file={file} />
            <Facts file={file} />
            <Appeals file={file} />
            <Log file={file} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Stand({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const { member, confirmBy } = file
  const confirm = useCrowdAct(() => noteMember(member, { confirm: true }))
  const may = useMay('vendors:manage')
  return (
    <Panel title={t('state')}>
      {confirm.isError && <ErrorPanel error={confirm.error} />}
      <Stack gap={6} align="flex-start">
        <Status standing={standingOf(member.state)}>{t(`states.${member.state}`)}</Status>
        <Text>
          {t('level')} {member.level} · {format.percent(member.mean, 1)} (
          {format.percent(member.low, 0)}–{format.percent(member.high, 0)})
        </Text>
        {confirmBy && (
          <Group>
            <Text>{t('confirmBy', { when: format.dateTime(confirmBy, member.zone) })}</Text>
            {may && <Button onClick={() => confirm.mutate(undefined)}>{t('confirm')}</Button>}
          </Group>
        )}
      </Stack>
    </Panel>
  )
}

function Next({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const [evidence, setEvidence] = useState('')
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('critical_error')
  const step = useCrowdAct((order: MemberStepOrder) => stepMember(file.member, order))
  const works = ['probation', 'active', 'watch'].includes(file.member.state)
  if (!useMay('vendors:manage')) return null
  const take = (order: Omit<MemberStepOrder, 'evidence'>) =>
    step.mutate({ ...order, evidence: [evidence] })
  return (
    <Panel title={t('next')}>
      <Stack gap="sm" maw={640}>
        {step.isError && <ErrorPanel error={step.error} />}
        <TextInput
          label={t('evidence')}
          description={t('evidenceHint')}
          value={evidence}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        {file.next.map(({ to, needs }) => (
          <Group key={to} justify="space-between">
            <Text>
              {t(`states.${to as MemberFile['member']['state']}`)} ·{' '}
              {needs ? refusalText(needs, file.member.zone) : t('can')}
            </Text>
            <Button
              disabled={needs !== undefined || evidence === ''}
              onClick={() => take({ to: to as MemberStepOrder['to'] })}
            >
              {t('take')}
            </Button>
          </Group>
        ))}
        {works && (
          <Group align="flex-end">
            <NativeSelect
              label={t('ground')}
              value={ground}
              onChange={(event) => setGround(event.currentTarget.value as typeof ground)}
              data={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))}
            />
            <Button
              color="red"
              variant="outline"
              disabled={evidence === ''}
              onClick={() => take({ to: 'suspended', ground })}
            >
              {t('suspend')}
            </Button>
          </Group>
        )}
      </Stack>
    </Panel>
  )
}

function Facts({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const note = useCrowdAct((fact: Record<string, boolean>) => noteMember(file.member, fact))
  return (
    <Panel title={t('factsTitle')}>
      {note.isError && <ErrorPanel error={note.error} />}
      <Group>
        {FACTS.map((fact) => (
          <Checkbox
            key={fact}
            label={t(`facts.${fact}`)}
            checked={file.member[fact]}
            disabled={!may || note.isPending}
            onChange={(event) => note.mutate({ [fact]: event.currentTarget.checked })}
          />
        ))}
      </Group>
    </Panel>
  )
}

function Appeals({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const [reason, setReason] = useState('')
  const decide = useCrowdAct(({ id, granted }: { id: number; granted: boolean }) =>
    decideAppeal(file.member.id, id, granted, reason),
  )
  if (file.appeals.length === 0) return null
  return (
    <Panel title={t('appeals')}>
      {decide.isError && <ErrorPanel error={decide.error} />}
      {file.appeals.map(({ id, words, outcome, due, decider, reason: why }) => (
        <Stack key={id} gap={6} maw={640}>
          <Text>
            “{words}” · {t(`outcomes.${outcome}`)}
            {outcome === 'pending' && ` · ${t('appealDue', { day: format.day(due, 'full') })}`}
            {decider && ` · ${t('actor')} ${decider}`}
            {why && ` · ${why}`}
          </Text>
          {may && outcome === 'pending' && (
            <Group align="flex-end">
              <TextInput
                label={t('reason')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Button disabled={!reason} onClick={() => decide.mutate({ id, granted: true })}>
                {t('grantAppeal')}
              </Button>
              <Button
                variant="default"
                disabled={!reason}
                onClick={() => decide.mutate({ id, granted: false })}
              >
                {t('uphold')}
              </Button>
            </Group>
          )}
        </Stack>
      ))}
    </Panel>
  )
}

function Log({ file }: { file: MemberFile }) {
  const t = useCrowdStrings()
  const format = useFormat()
  return (
    <Panel title={t('log')}>
      <Status standing={file.broken < 0 ? 'ok' : 'bad'}>
        {file.broken < 0 ? t('whole') : t('broken', { place: file.broken + 1 })}
      </Status>
      <ol>
        {file.events.map(({ at, by, to, reason, evidence }) => (
          <li key={`${at}${to}`}>
            {format.dateTime(at, file.member.zone)} ·{' '}
            {t(`states.${to as MemberFile['member']['state']}`)} · {t('actor')} {by}
            {reason && ` · ${t(`reasons.${reason as 'voluntary'}`)}`}
            {evidence.length > 0 && ` · ${evidence.join(', ')}`}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
