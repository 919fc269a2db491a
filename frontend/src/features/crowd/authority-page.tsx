import { Button, Group, NativeSelect, NumberInput, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type AuthorityGrant,
  type AuthorityPolicy,
  approveGrant,
  askDecision,
  grantsQuery,
  membersQuery,
  policiesQuery,
  revokeGrant,
  setLadder,
  useCrowdAct,
} from '@/api/crowd'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const RIGHTS = [
  'goodwill',
  'entitled_refund',
  'answer',
  'reverse_standard',
  'close_class_3',
  'close_class_2',
  'final_decision',
  'see_masked',
  'reveal_logged',
  'see_partial',
  'see_full',
] as const
type Right = (typeof RIGHTS)[number]

/** Who may what for a customer: the matrix, grants to look at, and the tester. */
export function AuthorityPage() {
  const t = useCrowdStrings()
  return (
    <Page title={t('authority')}>
      <CrowdTabs />
      <Tester />
      <Grants />
      <Matrix />
    </Page>
  )
}

function Tester() {
  const t = useCrowdStrings()
  const members = useQuery(membersQuery).data ?? []
  const [fields, setFields] = useState({ personId: 0, right: 'goodwill' as Right, amount: 10 })
  const personId = fields.personId || (members[0]?.personId ?? 0)
  const ask = useMutation({
    mutationFn: () =>
      askDecision({
        personId,
        right: fields.right,
        skillId: 0,
        contact: '',
        customer: '',
        try: true,
        amount: { minor: Math.round(fields.amount * 100), currency: 'CNY' },
      }),
  })
  return (
    <Panel title={t('may')}>
      <Group align="flex-end">
        <NativeSelect
          label={t('name')}
          value={String(personId)}
          onChange={(event) =>
            setFields({ ...fields, personId: Number(event.currentTarget.value) })
          }
          data={members.map(({ personId: value, name, code }) => ({
            value: String(value),
            label: `${name} (${code})`,
          }))}
        />
        <NativeSelect
          label={t('right')}
          value={fields.right}
          onChange={(event) => setFields({ ...fields, right: event.currentTarget.value as Right })}
          data={RIGHTS.map((value) => ({ value, label: t(`rights.${value}`) }))}
        />
        <NumberInput
          label={`${t('amount')} (CNY)`}
          value={fields.amount}
          min={0}
          decimalScale={2}
          onChange={(value) => setFields({ ...fields, amount: Number(value) })}
        />
        <Button disabled={personId === 0} loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('ask')}
        </Button>
      </Group>
      {ask.isError && <ErrorPanel error={ask.error} />}
      {ask.data && (
        <Stack gap={4} mt="sm" aria-live="polite">
          <Status standing={ask.data.verdict === 'deny' ? 'bad' : 'ok'}>
            {t(`answers.${ask.data.verdict}`)}
          </Status>
          {ask.data.reason && <Text>{ask.data.reason}</Text>}
        </Stack>
      )}
    </Panel>
  )
}

function Grants() {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const query = useQuery(grantsQuery)
  const approve = useCrowdAct(approveGrant)
  const revoke = useCrowdAct((grant: AuthorityGrant) => revokeGrant(grant, t('revoke')))
  const standing = ({ revoked, approvedBy }: AuthorityGrant) => {
    if (revoked) return t('ended')
    return approvedBy === 0 ? t('waiting') : t('standing')
  }
  const columns: Column<AuthorityGrant>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    { key: 'right', header: t('right'), cell: ({ right }) => t(`rights.${right as Right}`) },
    {
      key: 'limit',
      header: t('limit'),
      align: 'end',
      sortBy: ({ limit }) => limit.minor,
      cell: ({ limit }) => (limit.minor > 0 ? format.money(limit) : '–'),
    },
    {
      key: 'until',
      header: t('until'),
      sortBy: ({ to }) => to,
      cell: ({ to }) => format.day(to.slice(0, 10), 'full'),
    },
    {
      key: 'state',
      header: t('state'),
      sortBy: standing,
      cell: (grant) => (grant.glass ? `${standing(grant)}, ${t('glass')}` : standing(grant)),
    },
    {
      key: 'look',
      header: t('look'),
      sortBy: ({ doubts }) => -doubts.length,
      cell: ({ doubts }) => doubts.map((doubt) => t(`doubts.${doubt as 'due'}`)).join(', '),
    },
    {
      key: 'act',
      header: '',
      cell: (grant) =>
        may && !grant.revoked ? (
          <Group gap={6} wrap="nowrap">
            {grant.approvedBy === 0 && (
              <Button size="compact-sm" onClick={() => approve.mutate(grant)}>
                {t('approve')}
              </Button>
            )}
            <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(grant)}>
              {t('revoke')}
            </Button>
          </Group>
        ) : null,
    },
  ]
  return (
    <Panel title={t('grants')}>
      {approve.isError && <ErrorPanel error={approve.error} />}
      {revoke.isError && <ErrorPanel error={revoke.error} />}
      <Loaded query={query}>
        {(rows) => (
          <DataTable label={t('grants')} columns={columns} rows={rows} rowKey={({ id }) => id} />
        )}
      </Loaded>
    </Panel>
  )
}

function Matrix() {
  const t = useCrowdStrings()
  const format = useFormat()
  const may = useMay('vendors:manage')
  const query = useQuery(policiesQuery)
  const [bill, setBill] = useState(100)
  const begin = useCrowdAct(() => setLadder(Math.round(bill * 100), 'CNY'))
  const amount = (minor: number, { currency }: AuthorityPolicy) =>
    minor > 0 ? format.money({ minor, currency }) : '–'
  const second = (policy: AuthorityPolicy) => {
    if (policy.secondAlways) return t('always')
    if (policy.secondMinor === undefined) return t('never')
    return t('secondFrom', { amount: amount(policy.secondMinor, policy) })
  }
  const columns: Column<AuthorityPolicy>[] = [
    {
      key: 'right',
      header: t('right'),
      names: true,
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'mode',
      header: t('mode'),
      sortBy: ({ mode }) => mode,
      cell: ({ mode }) => t(`modes.${mode}`),
    },
    {
      key: 'level',
      header: t('level'),
      align: 'end',
      sortBy: ({ level }) => level,
      cell: ({ level }) => level,
    },
    {
      key: 'contact',
      header: t('perContact'),
      align: 'end',
      cell: (p) => amount(p.contactMinor, p),
    },
    {
      key: 'customer',
      header: t('perCustomer'),
      align: 'end',
      cell: (p) => amount(p.customerMinor, p),
    },
    { key: 'day', header: t('perDay'), align: 'end', cell: (p) => amount(p.dayMinor, p) },
    { key: 'month', header: t('perMonth'), align: 'end', cell: (p) => amount(p.monthMinor, p) },
    { key: 'second', header: t('second'), cell: second },
  ]
  return (
    <Panel title={t('matrix')}>
      {begin.isError && <ErrorPanel error={begin.error} />}
      <Loaded query={query}>
        {(rows) =>
          rows.length > 0 ? (
            <DataTable
              label={t('matrix')}
              columns={columns}
              rows={rows}
              rowKey={(p) => `${p.mode} ${p.level} ${p.right} ${p.skillId}`}
            />
          ) : (
            <Group align="flex-end">
              <Text>{t('noPolicies')}</Text>
              {may && (
                <>
                  <NumberInput
                    label={`${t('bill')} (CNY)`}
                    value={bill}
                    min={1}
                    onChange={(value) => setBill(Number(value))}
                  />
                  <Button loading={begin.isPending} onClick={() => begin.mutate(undefined)}>
                    {t('useLadder')}
                  </Button>
                </>
              )}
            </Group>
          )
        }
      </Loaded>
    </Panel>
  )
}
