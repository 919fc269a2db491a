import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuthorityGrant } from '@/api/authority'
import { approveGrant, grantsQuery, revokeGrant, useCrowdAct } from '@/api/crowd'
import { useMay, useMe } from '@/api/session'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import type { Again } from './grant-again'
import { isMoney, type Right } from './rights'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const GiveDrawer = lazily(async () => (await import('./give-drawer')).GiveDrawer, null)
const GrantAgain = lazily(async () => (await import('./grant-again')).GrantAgain, null)

/** Who was given what: those to look at first, then all. */
export function GrantsPage() {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const query = useQuery(grantsQuery)
  const [giving, setGiving] = useState(false)
  const give = may && <Button onClick={() => setGiving(true)}>{t('grant.give')}</Button>
  return (
    <Page title={t('grants')} actions={give}>
      <CrowdTabs />
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('grant.none')} text={t('grant.second')} />
          ) : (
            <>
              <Grants title={t('grant.look')} rows={rows.filter(isDoubtful)} />
              <Grants title={t('grant.all')} rows={rows} />
            </>
          )
        }
      </Loaded>
      {giving && <GiveDrawer onClose={() => setGiving(false)} />}
    </Page>
  )
}

const SOON_MS = 30 * 86_400_000

/** Whether somebody should look at a grant now: that it ends within the quarter alone is no reason yet. */
function isDoubtful({ doubts, approvedBy, revoked, to }: AuthorityGrant): boolean {
  if (approvedBy === 0 && !revoked) return true
  const soon = Date.parse(to) - Date.now() < SOON_MS
  return doubts.some((doubt) => doubt !== 'due' || soon)
}

function Grants({ title, rows }: { title: string; rows: readonly AuthorityGrant[] }) {
  const [again, setAgain] = useState<Again>()
  const approve = useCrowdAct(approveGrant)
  const columns = useColumns((grant) => <Acts grant={grant} approve={approve} onAgain={setAgain} />)
  return (
    <Panel title={title}>
      {approve.isError && <ErrorPanel error={approve.error} />}
      <DataTable label={title} columns={columns} rows={rows} rowKey={({ id }) => id} />
      {again && <GrantAgain again={again} onClose={() => setAgain(undefined)} />}
    </Panel>
  )
}

interface ActsProps {
  grant: AuthorityGrant
  approve: { mutate: (grant: AuthorityGrant) => void }
  onAgain: (again: Again) => void
}

/** What can be done about a grant by who looks. */
function Acts({ grant, approve, onAgain }: ActsProps) {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const me = useMe()
  const revoke = useCrowdAct((one: AuthorityGrant) => revokeGrant(one, t('revoke')))
  const over = new Date(grant.to) < new Date()
  const holds = grant.approvedBy !== 0 && !grant.revoked && !over
  if (!may) return null
  return (
    <Group gap={6} wrap="nowrap">
      {grant.approvedBy === 0 && !grant.revoked && grant.askedBy !== me.userId && (
        <Button size="compact-sm" onClick={() => approve.mutate(grant)}>
          {t('approve')}
        </Button>
      )}
      {grant.glass && grant.approvedBy !== 0 && !grant.reviewed && grant.askedBy !== me.userId && (
        <Button size="compact-sm" onClick={() => onAgain({ kind: 'review', grant })}>
          {t('grant.review')}
        </Button>
      )}
      {holds && !grant.glass && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onAgain({ kind: 'recertify', grant })}
        >
          {t('grant.recertify')}
        </Button>
      )}
      {!grant.revoked && !over && (
        <Button size="compact-sm" variant="default" onClick={() => revoke.mutate(grant)}>
          {t('revoke')}
        </Button>
      )}
    </Group>
  )
}

function useColumns(acts: (grant: AuthorityGrant) => React.ReactNode): Column<AuthorityGrant>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  const standing = ({ revoked, approvedBy, to }: AuthorityGrant) => {
    if (revoked || new Date(to) < new Date()) return t('ended')
    return approvedBy === 0 ? t('waiting') : t('standing')
  }
  const notes = ({ glass, outside, replaces, finding, doubts }: AuthorityGrant) =>
    [
      glass && t('glass'),
      outside && !doubts.includes('out_of_hours') && t('grant.outside'),
      replaces > 0 && t('grant.replaces'),
      finding && t('grant.reviewed', { finding }),
    ].filter(Boolean)
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      key: 'right',
      header: t('right'),
      sortBy: ({ right }) => t(`rights.${right as Right}`),
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'limit',
      header: t('limit'),
      align: 'end',
      sortBy: ({ limit }) => limit.minor,
      cell: ({ limit, right }) => (isMoney(right) ? format.money(limit) : '–'),
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
      cell: (grant) => format.list([standing(grant), ...notes(grant)]),
    },
    {
      key: 'look',
      header: t('look'),
      sortBy: ({ doubts }) => -doubts.length,
      cell: ({ doubts }) =>
        doubts.length > 0 && (
          <Status standing={doubts.length === 1 && doubts[0] === 'due' ? 'info' : 'warn'}>
            {format.list(doubts.map((doubt) => t(`doubts.${doubt as 'due'}`)))}
          </Status>
        ),
    },
    { key: 'act', header: t('acts'), cell: acts },
    { key: 'reason', header: t('grant.reason'), cell: ({ reason }) => reason },
  ]
}
