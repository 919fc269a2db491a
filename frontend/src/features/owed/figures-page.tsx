import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { figuresQuery, type ProgrammeFigure } from '@/api/owed'
import { type Formatters, useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { type Account, AccountPage } from './account'
import { DeliverCounts } from './deliver-counts'
import { FigureDetail } from './figure-detail'
import { useMetricNames } from './metric-names'
import { useOwedStrings } from './strings'
import { numberOf, valueText } from './values'

/** Every metric of a programme's month, the vendor's own beside ours. */
export function FiguresPage() {
  const t = useOwedStrings()
  return <AccountPage title={t('figures.title')}>{(of) => <Figures {...of} />}</AccountPage>
}

function Figures({ programme, month }: Account) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const query = useQuery(figuresQuery(programme.id, month))
  const [open, setOpen] = useState<string>()
  const columns = useColumns(setOpen)
  return (
    <Stack gap="sm">
      <Text c="dimmed" maw={760}>
        {t('figures.intro')}
      </Text>
      <Loaded query={query}>
        {({ figures }) => {
          const chosen = figures.find(({ metric }) => metric === open)
          return (
            <>
              {chosen && (
                <Panel
                  title={name(chosen.metric)}
                  actions={
                    <Anchor component="button" onClick={() => setOpen(undefined)}>
                      {t('figures.close')}
                    </Anchor>
                  }
                >
                  <FigureDetail figure={chosen} />
                </Panel>
              )}
              <DataTable
                label={t('figures.title')}
                columns={columns}
                rows={figures}
                rowKey={({ metric }) => metric}
              />
            </>
          )
        }}
      </Loaded>
      <DeliverCounts programme={programme.id} />
    </Stack>
  )
}

function useColumns(open: (metric: string) => void): Column<ProgrammeFigure>[] {
  const t = useOwedStrings()
  const name = useMetricNames()
  const format = useFormat()
  return [
    {
      key: 'metric',
      header: t('figures.metric'),
      names: true,
      sortBy: ({ metric }) => name(metric),
      cell: ({ metric }) => (
        <Anchor component="button" onClick={() => open(metric)}>
          {name(metric)}
        </Anchor>
      ),
    },
    {
      key: 'group',
      header: t('figures.group'),
      sortBy: ({ group }) => group,
      cell: ({ group }) => t(`groups.${group}`),
    },
    {
      key: 'value',
      header: t('figures.value'),
      align: 'end',
      cell: (one) => valueText(format, one.unit, numberOf(one.value)),
    },
    {
      key: 'interval',
      header: t('figures.interval'),
      align: 'end',
      cell: (one) => intervalText(format, one),
    },
    {
      key: 'under',
      header: t('figures.sample'),
      align: 'end',
      cell: ({ value, under }) => (value === undefined ? '–' : format.number(under)),
    },
    {
      key: 'line',
      header: t('figures.line'),
      align: 'end',
      cell: ({ unit, base, target }) =>
        base === undefined
          ? ''
          : `${valueText(format, unit, numberOf(base))} → ${valueText(format, unit, numberOf(target))}`,
    },
    {
      key: 'reported',
      header: t('figures.reported'),
      align: 'end',
      cell: (one) => valueText(format, one.unit, numberOf(one.reported)),
    },
  ]
}

function intervalText(format: Formatters, { unit, low, high }: ProgrammeFigure): string {
  if (low === undefined || high === undefined) return ''
  return `${valueText(format, unit, low)} – ${valueText(format, unit, high)}`
}
