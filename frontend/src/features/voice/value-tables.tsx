import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { useReasonName } from './frame'
import type { ReasonValue, SolvedValue, Value } from './queries'
import { useVoiceStrings } from './strings'
import { useRange } from './value-figures'

/** Every reason with what it costs, how much of it is solved, and what is at risk. */
export function ReasonsPanel({ value }: { value: Value }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const range = useRange(value.currency)
  const money = (minor: number) => format.money({ minor, currency: value.currency })
  const columns: Column<ReasonValue>[] = [
    {
      key: 'reason',
      header: t('reason'),
      names: true,
      cell: ({ reason, depth }) => (
        <span style={{ paddingInlineStart: 16 * depth }}>{name(reason)}</span>
      ),
    },
    {
      key: 'contacts',
      header: t('contacts'),
      align: 'end',
      sortBy: ({ contacts }) => contacts,
      cell: ({ contacts }) => format.number(contacts),
    },
  ]
  if (value.costMinor !== undefined) {
    columns.push({
      key: 'cost',
      header: t('cost'),
      align: 'end',
      sortBy: ({ costMinor }) => costMinor ?? 0,
      cell: ({ costMinor }) => (costMinor === undefined ? '–' : money(costMinor)),
    })
  }
  columns.push(
    {
      key: 'cases',
      header: t('value.cases'),
      align: 'end',
      sortBy: ({ outcomes }) => outcomes.cases,
      cell: ({ outcomes }) => format.number(outcomes.cases),
    },
    {
      key: 'solved',
      header: t('value.share'),
      align: 'end',
      sortBy: ({ outcomes: { solved, cases } }) => (cases ? solved / cases : -1),
      cell: ({ outcomes: { solved, cases }, low, high }) =>
        cases === 0
          ? '–'
          : t('rateText', {
              rate: format.percent(solved / cases, 1),
              low: format.percent(low ?? 0, 1),
              high: format.percent(high ?? 1, 1),
            }),
    },
  )
  if (value.worth) {
    columns.push({
      key: 'risk',
      header: t('value.atRisk'),
      align: 'end',
      sortBy: ({ atRisk }) => atRisk?.likely ?? 0,
      cell: ({ atRisk }) =>
        atRisk && (
          <>
            {money(atRisk.likely)}{' '}
            <Text span size="sm" c="dimmed">
              {range(atRisk)}
            </Text>
          </>
        ),
    })
  }
  return (
    <Panel title={t('value.reasons')}>
      <DataTable
        label={t('value.reasons')}
        rows={value.reasons}
        rowKey={({ reason }) => reason?.id ?? 0}
        columns={columns}
      />
    </Panel>
  )
}

/** What each problem that was solved saves in a year. */
export function SolvedPanel({ value }: { value: Value }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const range = useRange(value.currency)
  const columns: Column<SolvedValue>[] = [
    {
      key: 'problem',
      header: t('value.problem'),
      names: true,
      cell: ({ problemId, title }) => (
        <Link to="/vendors/voice/problems" search={{ problem: problemId, closed: true }}>
          {title}
        </Link>
      ),
    },
    {
      key: 'contacts',
      header: t('value.avoided'),
      align: 'end',
      cell: ({ contacts }) =>
        t('rateText', {
          rate: format.number(contacts.likely),
          low: format.number(contacts.low),
          high: format.number(contacts.high),
        }),
    },
    {
      key: 'saved',
      header: t('value.saved'),
      align: 'end',
      cell: ({ minor }) =>
        minor && (
          <>
            {format.money({ minor: minor.likely, currency: value.currency })}{' '}
            <Text span size="sm" c="dimmed">
              {range(minor)}
            </Text>
          </>
        ),
    },
  ]
  return (
    <Panel title={t('value.problems')}>
      <Text c="dimmed" mb="sm" maw={860}>
        {t('value.problemsText')}
      </Text>
      {value.solved.length === 0 ? (
        <Text>{t('value.noProblems')}</Text>
      ) : (
        <DataTable
          label={t('value.problems')}
          rows={value.solved}
          rowKey={({ problemId }) => problemId}
          columns={columns}
        />
      )}
    </Panel>
  )
}
