import { Button, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type AuthorityUse, usesQuery, verifyLog, waitingQuery } from '@/api/authority'
import { membersQuery } from '@/api/crowd'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { isMoney, type Right } from './rights'
import { SecondWord } from './second-word'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const AskDrawer = lazily(async () => (await import('./ask-drawer')).AskDrawer, null)

/** Decisions of desks: those that wait for a second person, and the sealed log. */
export function DecisionsPage() {
  const t = useCrowdStrings()
  const may = useMay('vendors:manage')
  const [asking, setAsking] = useState(false)
  const waiting = useQuery(waitingQuery)
  const uses = useQuery(usesQuery)
  const ask = may && <Button onClick={() => setAsking(true)}>{t('decide.ask')}</Button>
  return (
    <Page title={t('decisions')} actions={ask}>
      <CrowdTabs />
      <Panel title={t('decide.waiting')}>
        <Loaded query={waiting}>
          {(rows) =>
            rows.length === 0 ? (
              <Text c="dimmed">{t('decide.nothingWaits')}</Text>
            ) : (
              rows.map((use) => <SecondWord key={use.number} use={use} />)
            )
          }
        </Loaded>
      </Panel>
      <Panel title={t('decide.newest')} actions={may && <Verify />}>
        <Loaded query={uses}>
          {(rows) =>
            rows.length === 0 ? <Text c="dimmed">{t('decide.none')}</Text> : <Uses rows={rows} />
          }
        </Loaded>
      </Panel>
      {asking && <AskDrawer onClose={() => setAsking(false)} />}
    </Page>
  )
}

/** What people of the crowds are called; nobody else is named. */
export function useSubject(): (person: number) => string {
  const { data = [] } = useQuery(membersQuery)
  return (person) => data.find(({ personId }) => personId === person)?.name ?? `#${person}`
}

function Uses({ rows }: { rows: readonly AuthorityUse[] }) {
  const t = useCrowdStrings()
  const columns = useColumns()
  return (
    <DataTable
      label={t('decide.newest')}
      columns={columns}
      rows={rows}
      rowKey={({ number }) => number}
    />
  )
}

/** How a decision came out, in a word. */
function Verdict({ use }: { use: AuthorityUse }) {
  const t = useCrowdStrings()
  const { verdict, answered } = use
  if (verdict === 'allow') return <Status standing="ok">{t('answers.allow')}</Status>
  if (verdict === 'deny') return <Status standing="bad">{t('answers.deny')}</Status>
  return (
    <Status standing={answered ? 'info' : 'warn'}>
      {answered ? t('decide.secondPerson') : t('decide.waits')}
    </Status>
  )
}

function useColumns(): Column<AuthorityUse>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  const subject = useSubject()
  const zone = useSite()?.zone ?? 'UTC'
  const why = ({ by, outside, second }: AuthorityUse) =>
    format.list([
      by && t(`decide.by.${by as 'grant'}`),
      second && !by && t('decide.secondPerson'),
      outside && t('decide.outside'),
    ])
  return [
    {
      key: 'number',
      header: t('decide.number'),
      align: 'end',
      sortBy: ({ number }) => number,
      cell: ({ number }) => number,
    },
    {
      key: 'at',
      header: t('decide.at'),
      sortBy: ({ at }) => at,
      cell: ({ at }) => format.dateTime(at, zone),
    },
    {
      key: 'who',
      header: t('name'),
      names: true,
      sortBy: ({ personId }) => subject(personId),
      cell: ({ personId }) => subject(personId),
    },
    {
      key: 'right',
      header: t('right'),
      sortBy: ({ right }) => t(`rights.${right as Right}`),
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'amount',
      header: t('amount'),
      align: 'end',
      sortBy: ({ amount }) => amount.minor,
      cell: ({ amount, right }) => (isMoney(right) ? format.money(amount) : '–'),
    },
    { key: 'contact', header: t('decide.contact'), cell: ({ contact }) => contact },
    { key: 'verdict', header: t('decide.verdict'), cell: (use) => <Verdict use={use} /> },
    { key: 'why', header: t('decide.because'), cell: why },
  ]
}

function Verify() {
  const t = useCrowdStrings()
  const walk = useMutation({ mutationFn: verifyLog })
  return (
    <>
      {walk.isError && <ErrorPanel error={walk.error} />}
      {walk.data && (
        <Status standing={walk.data.broken === 0 ? 'ok' : 'bad'}>
          {walk.data.broken === 0
            ? t('decide.whole', { uses: walk.data.uses })
            : t('decide.broken', { number: walk.data.broken })}
        </Status>
      )}
      <Button variant="default" loading={walk.isPending} onClick={() => walk.mutate()}>
        {t('decide.verify')}
      </Button>
    </>
  )
}
