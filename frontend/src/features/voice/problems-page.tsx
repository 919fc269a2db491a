import { Button, Checkbox, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { lazily } from '@/parts/lazily'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useZone, VoiceFrame } from './frame'
import { type Account, boardQuery, type Problem } from './queries'
import type { ProblemsSearch } from './route'
import { useVoiceStrings } from './strings'

const route = getRouteApi('/shell/vendors/voice/problems')
const ProblemDrawer = lazily(async () => (await import('./problem-drawer')).ProblemDrawer)
const NewProblemDrawer = lazily(async () => (await import('./new-problem')).NewProblemDrawer)

/** What is unsolved, how old it is, and how departments keep their clocks. */
export function ProblemsPage() {
  const t = useVoiceStrings()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const may = useMay('vendors:manage')
  const board = useQuery(boardQuery(search.closed ?? false))
  const show = (change: Partial<ProblemsSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...change }) })
  return (
    <VoiceFrame>
      <Text c="dimmed" mb="md" maw={860}>
        {t('problemsText')}
      </Text>
      <Loaded query={board}>
        {(data) => (
          <>
            {data.departments.length > 0 && (
              <Panel title={t('departments')}>
                <Departments rows={data.departments} />
              </Panel>
            )}
            <Panel
              title={t('board')}
              actions={
                <Checkbox
                  label={t('showClosed')}
                  checked={search.closed ?? false}
                  onChange={(event) => show({ closed: event.currentTarget.checked || undefined })}
                />
              }
            >
              {data.problems.length === 0 ? (
                <Empty title={t('noProblems')} text={t('noProblemsText')} />
              ) : (
                <>
                  <Text c="dimmed" size="sm" mb="xs">
                    {t('boardText', {
                      median: format.number(data.median),
                      ninetieth: format.number(data.ninetieth),
                    })}
                  </Text>
                  <Problems rows={data.problems} onOpen={(problem) => show({ problem })} />
                </>
              )}
            </Panel>
          </>
        )}
      </Loaded>
      {search.problem !== undefined && (
        <ProblemDrawer id={search.problem} may={may} onClose={() => show({ problem: undefined })} />
      )}
      {search.new !== undefined && may && (
        <NewProblemDrawer reason={search.new} onClose={() => show({ new: undefined })} />
      )}
    </VoiceFrame>
  )
}

function Departments({ rows }: { rows: readonly Account[] }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const columns: Column<Account>[] = [
    {
      key: 'name',
      header: t('department'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    { key: 'head', header: t('head'), cell: ({ head }) => head },
    {
      key: 'open',
      header: t('openOnes'),
      align: 'end',
      sortBy: ({ open }) => open,
      cell: ({ open }) => format.number(open),
    },
    {
      key: 'late',
      header: t('late'),
      sortBy: ({ late }) => late,
      cell: ({ late }) => <Status standing={late > 0 ? 'bad' : 'ok'}>{format.number(late)}</Status>,
    },
    {
      key: 'inTime',
      header: t('inTime'),
      align: 'end',
      cell: ({ inTime, replies }) =>
        replies === 0 ? '–' : `${format.number(inTime)} / ${format.number(replies)}`,
    },
    {
      key: 'oldest',
      header: t('oldest'),
      align: 'end',
      sortBy: ({ oldest }) => oldest,
      cell: ({ oldest }) => t('days', { days: format.number(oldest) }),
    },
    { key: 'ages', header: t('ages'), cell: ({ ages }) => ages.join(' · ') },
    {
      key: 'contacts',
      header: t('since'),
      align: 'end',
      sortBy: ({ contacts }) => contacts,
      cell: ({ contacts }) => format.number(contacts),
    },
  ]
  return (
    <DataTable label={t('departments')} columns={columns} rows={rows} rowKey={({ name }) => name} />
  )
}

const DAY_H = 24

function Problems(props: { rows: readonly Problem[]; onOpen: (id: number) => void }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const zone = useZone()
  const over = (hours: number) =>
    hours < 2 * DAY_H
      ? t('hours', { hours: format.number(Math.ceil(hours)) })
      : t('days', { days: format.number(hours / DAY_H) })
  const columns: Column<Problem>[] = [
    {
      key: 'problem',
      header: t('problem'),
      names: true,
      sortBy: ({ title }) => title,
      cell: ({ title }) => title,
    },
    {
      key: 'department',
      header: t('department'),
      sortBy: ({ department }) => department,
      cell: ({ department }) => department,
    },
    {
      key: 'severity',
      header: t('severity'),
      cell: ({ severity }) => t(`severities.${severity}`),
    },
    { key: 'state', header: t('state'), cell: ({ state }) => t(`states.${state}`) },
    {
      key: 'age',
      header: t('age'),
      align: 'end',
      sortBy: ({ days }) => days,
      cell: ({ days }) => t('days', { days: format.number(days) }),
    },
    {
      key: 'clock',
      header: t('clock'),
      sortBy: ({ overdueH }) => overdueH,
      cell: ({ state, overdueH, due, escalated }) => {
        if (state === 'closed') return '–'
        if (overdueH === 0) return t('dueOn', { time: format.dateTime(due, zone) })
        return (
          <>
            <Status standing="bad">{t('overdue', { time: over(overdueH) })}</Status>
            {escalated > 0 && (
              <Text size="xs">{t(escalated > 1 ? 'escalated.owner' : 'escalated.head')}</Text>
            )}
          </>
        )
      },
    },
    {
      key: 'contacts',
      header: t('since'),
      align: 'end',
      sortBy: ({ contacts }) => contacts,
      cell: ({ contacts }) => format.number(contacts),
    },
    {
      key: 'open',
      header: t('next'),
      cell: ({ id, title }) => (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('open')}${colon()}${title}`}
          onClick={() => props.onOpen(id)}
        >
          {t('open')}
        </Button>
      ),
    },
  ]
  return (
    <DataTable label={t('board')} columns={columns} rows={props.rows} rowKey={({ id }) => id} />
  )
}
