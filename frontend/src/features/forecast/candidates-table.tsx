import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import { Status } from '@/parts/status'
import classes from './forecast.module.css'
import { useFamilyName } from './names'
import { useNoteWords } from './notes'
import { useForecastStrings } from './strings'

type Row = Omit<Forecast['candidates'][number], 'why'> & {
  readonly rank: number
  readonly why?: Forecast['candidates'][number]['why']
}

const LOOKS = ['overall', 'leads'] as const

/** Every model that took part: how it did, on the whole or by days ahead, and why it was taken or not. */
export function CandidatesTable({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const [look, setLook] = useState<(typeof LOOKS)[number]>('overall')
  const measures = useMeasures()
  const leads = useLeads(forecast)
  const naming = useNaming()
  const reference = {
    name: t('method.reference'),
    family: '',
    score: forecast.reference,
    byLead: [],
    chosen: false,
  }
  // two candidates of an old run may have the same name, so a row is known by its rank
  const rows: Row[] = [...forecast.candidates, reference].map((one, rank) => ({ ...one, rank }))
  return (
    <>
      <SegmentedControl
        mb="sm"
        aria-label={t('method.look')}
        value={look}
        onChange={(one) => setLook(one as typeof look)}
        data={wordsOf(LOOKS, (one) => t(`method.looks.${one}`))}
      />
      <DataTable
        label={t('table.of', { what: t('method.candidates') })}
        columns={[...naming, ...(look === 'overall' ? measures : leads)]}
        rows={rows}
        rowKey={(row) => row.rank}
      />
    </>
  )
}

function useNaming(): Column<Row>[] {
  const t = useForecastStrings()
  const familyName = useFamilyName()
  const noteWords = useNoteWords()
  return [
    {
      key: 'model',
      header: t('method.model'),
      names: true,
      cell: (row) => <span className={classes.model}>{row.name}</span>,
      sortBy: (row) => row.name,
    },
    {
      key: 'family',
      header: t('method.family'),
      cell: (row) => familyName(row.family),
      sortBy: (row) => familyName(row.family),
    },
    {
      key: 'why',
      header: t('method.why'),
      cell: ({ chosen, why }) => {
        if (chosen) return <Status standing="ok">{t('method.joined')}</Status>
        return why && <span className={classes.wrapped}>{noteWords(why)}</span>
      },
      sortBy: (row) => (row.chosen ? 0 : 1),
    },
  ]
}

function useMeasures(): Column<Row>[] {
  const t = useForecastStrings()
  const format = useFormat()
  const share = (value: number) => format.percent(value, 1)
  const plain = (value: number) => format.fixed(value, 2)
  const measures = [
    ['wape', t('figures.error'), share],
    ['dayWape', t('figures.dayError'), share],
    ['bias', t('figures.bias'), share],
    ['mase', t('method.mase'), plain],
    ['rmse', t('method.rmse'), plain],
  ] as const
  return measures.map(([key, header, text]) => ({
    key,
    header,
    align: 'end',
    cell: ({ score }) => (score[key] === undefined ? '–' : text(score[key])),
    sortBy: ({ score }) => score[key] ?? Number.MAX_VALUE,
  }))
}

function useLeads(forecast: Forecast): Column<Row>[] {
  const t = useForecastStrings()
  const format = useFormat()
  return forecast.byLead.map(({ firstDay, lastDay }) => {
    const scoreOf = ({ byLead }: Row) =>
      byLead.find((lead) => lead.firstDay === firstDay)?.score.wape
    return {
      key: `lead ${firstDay}`,
      header:
        lastDay === 0
          ? t('method.leadOpen', { first: firstDay })
          : t('method.leadRange', { first: firstDay, last: lastDay }),
      align: 'end',
      cell: (row) => {
        const wape = scoreOf(row)
        return wape === undefined ? '–' : format.percent(wape, 1)
      },
      sortBy: (row) => scoreOf(row) ?? Number.MAX_VALUE,
    }
  })
}
