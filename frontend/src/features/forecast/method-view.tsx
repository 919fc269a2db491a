import { Code, List, Text } from '@mantine/core'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { FlagsPanel } from './flags-panel'
import { LeadPanel } from './lead-panel'
import { membersOf, useFamilyName, useRuleName } from './names'
import { useForecastStrings } from './strings'

type Row = Omit<Forecast['candidates'][number], 'byLead' | 'why'> & { rank: number }

/** How the forecast was made: who took part, who was joined, how they did, and what was left out. */
export function MethodView({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const familyName = useFamilyName()
  const ruleName = useRuleName()
  return (
    <>
      <Panel title={t('method.chosen')}>
        <Text c="dimmed" mb="xs">
          {t('method.chosenText')}
        </Text>
        <List>
          {membersOf(forecast).map(({ name, family }) => (
            <List.Item key={name}>
              {familyName(family)} <Code>{name}</Code>
            </List.Item>
          ))}
        </List>
        <Text mt="xs">→ {ruleName(forecast.combination.rule)}</Text>
      </Panel>
      <Panel title={t('method.candidates')}>
        <Candidates forecast={forecast} />
      </Panel>
      <LeadPanel forecast={forecast} />
      <FlagsPanel forecast={forecast} />
      <Origin forecast={forecast} />
    </>
  )
}

function Candidates({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const familyName = useFamilyName()
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const reference = {
    name: t('method.reference'),
    family: '',
    score: forecast.reference,
    chosen: false,
  }
  // two candidates may have the same name, so a row is known by its rank
  const rows: Row[] = [...forecast.candidates, reference].map((one, rank) => ({ ...one, rank }))
  const measure = (
    key: 'wape' | 'dayWape' | 'bias' | 'mase' | 'rmse',
    header: string,
    cell: (value: number | undefined) => string,
  ): Column<Row> => ({
    key,
    header,
    align: 'end',
    cell: ({ score }) => cell(score[key]),
    sortBy: ({ score }) => score[key] ?? Number.MAX_VALUE,
  })
  const plain = (value: number | undefined) => (value === undefined ? '–' : format.fixed(value, 2))
  const columns: Column<Row>[] = [
    {
      key: 'model',
      header: t('method.model'),
      names: true,
      cell: (row) => row.name,
      sortBy: (row) => row.name,
    },
    {
      key: 'family',
      header: t('method.family'),
      cell: (row) => familyName(row.family),
      sortBy: (row) => familyName(row.family),
    },
    measure('wape', t('figures.error'), share),
    measure('dayWape', t('figures.dayError'), share),
    measure('bias', t('figures.bias'), share),
    measure('mase', t('method.mase'), plain),
    measure('rmse', t('method.rmse'), plain),
    {
      key: 'chosen',
      header: t('method.joined'),
      cell: (row) => row.chosen && <Status standing="ok">{t('method.joined')}</Status>,
      sortBy: (row) => (row.chosen ? 0 : 1),
    },
  ]
  return (
    <DataTable
      label={t('table.of', { what: t('method.candidates') })}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.rank}
    />
  )
}

function Origin({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  return (
    <Panel title={t('method.provenance')}>
      {forecast.notes.length > 0 && (
        <List mb="xs" aria-label={t('method.notes')}>
          {forecast.notes.map((note) => (
            <List.Item key={note.text}>{note.text}</List.Item>
          ))}
        </List>
      )}
      <Text>
        {t('method.madeAt', {
          when: format.dateTime(forecast.createdAt, forecast.zone),
          asOf: format.day(forecast.asOf ?? forecast.from),
        })}
      </Text>
      <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('method.hash', { hash: forecast.inputHash.slice(0, 16), code: forecast.codeVersion })}
      </Text>
    </Panel>
  )
}
