import { Anchor, Button, Drawer, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { trackJob } from '@/app/jobs/tracked'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { AskText } from './ask-text'
import { ContestedPanel } from './contested'
import { Findings } from './findings'
import {
  collectEvidence,
  judgeAll,
  ladderQuery,
  laddersQuery,
  nominate,
  type ReadyPerson,
  readinessQuery,
  useCareerChange,
} from './queries'
import { useCareerStrings } from './strings'
import { lacking, useFindingWords, useNamed, VERDICTS } from './words'

const route = getRouteApi('/shell/careers/readiness')

/** Who is ready for which rung, who lacks what, and who has not come nearer for longest. */
export function ReadinessPage() {
  const t = useCareerStrings()
  const manages = useMay('careers:manage')
  const site = useSite()
  const { rung, person } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useQuery(readinessQuery(site?.id))
  const name = useRungNames()
  const judge = useCareerChange(judgeAll)
  const collect = useCareerChange(collectEvidence)
  const gather = () => collect.mutate(undefined, { onSuccess: ({ jobId }) => trackJob(jobId) })
  const show = (change: object) => void navigate({ search: (old) => ({ ...old, ...change }) })
  const start = () => judge.mutate(undefined, { onSuccess: ({ jobId }) => trackJob(jobId) })
  return (
    <Page
      title={t('readiness.title')}
      actions={
        manages && (
          <Group gap="sm">
            <Button variant="default" loading={collect.isPending} onClick={gather}>
              {t('readiness.collect')}
            </Button>
            <Button variant="default" loading={judge.isPending} onClick={start}>
              {t('readiness.judge')}
            </Button>
          </Group>
        )
      }
    >
      <Text c="dimmed" maw={820} mb="md">
        {t('readiness.text')}
      </Text>
      <Loaded query={query}>
        {(all) => {
          const rungs = [...new Set(all.map(({ move }) => move.from))]
          const rows = rung ? all.filter(({ move }) => move.from === rung) : all
          const open = all.filter(({ personId }) => personId === person)
          return (
            <Stack gap="md">
              <Group align="flex-end">
                <NativeSelect
                  label={t('readiness.rung')}
                  value={rung ?? ''}
                  onChange={(event) => show({ rung: event.currentTarget.value || undefined })}
                  data={[
                    { value: '', label: t('readiness.all') },
                    ...rungs.map((code) => ({ value: code, label: name(code) })),
                  ]}
                />
                <Counts rows={rows} />
              </Group>
              {all.length === 0 ? (
                <Text c="dimmed">{t('readiness.none')}</Text>
              ) : (
                <Board rows={rows} name={name} onOpen={(id) => show({ person: id })} />
              )}
              {manages && <ContestedPanel />}
              {open.length > 0 && (
                <OnePerson rows={open} name={name} onClose={() => show({ person: undefined })} />
              )}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** Rungs by their names in the language on screen. */
export function useRungNames(): (code: string) => string {
  const named = useNamed()
  const { data: ladders = [] } = useQuery(laddersQuery)
  const inForce = ladders.find(({ state }) => state === 'published')
  const { data } = useQuery({ ...ladderQuery(inForce?.id ?? 0), enabled: inForce !== undefined })
  return (code) => {
    const rung = data?.rungs.find((r) => r.code === code)
    return rung ? named(rung.name) : code
  }
}

function Counts({ rows }: { rows: readonly ReadyPerson[] }) {
  const t = useCareerStrings()
  const count = (verdict: string) => rows.filter(({ move }) => move.verdict === verdict).length
  return (
    <Group gap="lg" mb={6}>
      <Status standing="ok">{t('readiness.ready', { count: count('passes') })}</Status>
      <Status standing="warn">{t('readiness.notYet', { count: count('fails') })}</Status>
      <Status standing="info">{t('readiness.unknown', { count: count('unknown') })}</Status>
    </Group>
  )
}

interface BoardProps {
  rows: readonly ReadyPerson[]
  name: (code: string) => string
  onOpen: (person: number) => void
}

function Board({ rows, name, onOpen }: BoardProps) {
  const t = useCareerStrings()
  const format = useFormat()
  const words = useFindingWords()
  const order = { passes: 0, fails: 1, unknown: 2 }
  const columns: Column<ReadyPerson>[] = [
    {
      key: 'person',
      header: t('readiness.person'),
      names: true,
      sortBy: (row) => row.name,
      cell: (row) => (
        <Button variant="subtle" size="compact-sm" onClick={() => onOpen(row.personId)}>
          {row.name}
        </Button>
      ),
    },
    {
      key: 'on',
      header: t('readiness.on'),
      sortBy: (r) => r.move.from,
      cell: (r) => name(r.move.from),
    },
    {
      key: 'to',
      header: t('readiness.to'),
      sortBy: (r) => r.move.to,
      cell: (r) => name(r.move.to),
    },
    {
      key: 'state',
      header: t('readiness.state'),
      sortBy: (r) => order[r.move.verdict],
      cell: (r) => (
        <Status standing={VERDICTS[r.move.verdict]}>{t(`ready.${r.move.verdict}`)}</Status>
      ),
    },
    {
      key: 'met',
      header: t('readiness.met'),
      align: 'end',
      sortBy: (r) => (r.move.asked ? r.move.met / r.move.asked : 1),
      cell: (r) => `${r.move.met} / ${r.move.asked}`,
    },
    {
      key: 'lacks',
      header: t('readiness.lacks'),
      cell: (r) =>
        lacking(r.move.finding)
          .map((f) => words(f).title)
          .slice(0, 3)
          .join(', '),
    },
    {
      key: 'earliest',
      header: t('readiness.earliest'),
      sortBy: (r) => r.move.earliest ?? '9999',
      cell: (r) => (r.move.earliest ? format.day(r.move.earliest) : '–'),
    },
    {
      key: 'since',
      header: t('readiness.since'),
      sortBy: (r) => r.move.since,
      cell: (r) => format.day(r.move.since),
    },
  ]
  return (
    <DataTable
      label={t('readiness.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.personId} ${row.move.to}`}
    />
  )
}

interface OneProps {
  rows: readonly ReadyPerson[]
  name: (code: string) => string
  onClose: () => void
}

function OnePerson({ rows, name, onClose }: OneProps) {
  const t = useCareerStrings()
  const shell = useShellStrings()
  const [first] = rows
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={first?.name}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {first && (
        <Anchor
          display="block"
          mb="sm"
          renderRoot={(props) => (
            <Link {...props} to="/careers/people/$personId" params={{ personId: first.personId }} />
          )}
        >
          {t('readiness.career')}
        </Anchor>
      )}
      {first && (
        <AskText
          label={t('readiness.nominate')}
          text={t('readiness.why')}
          send={(reason) => nominate({ person: first.personId, reason })}
        />
      )}
      <Stack gap={0} mt="md">
        {rows.map(({ move }) => (
          <Panel key={move.to} title={`${t(`moves.${move.kind}`)}${colon()}${name(move.to)}`}>
            <Findings finding={move.finding} />
          </Panel>
        ))}
      </Stack>
    </Drawer>
  )
}
