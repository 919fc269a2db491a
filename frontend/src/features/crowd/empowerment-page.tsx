import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  type AuthorityEmpowerment,
  type EmpoweredContacts,
  empowermentQuery,
} from '@/api/authority'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import type { Right } from './rights'
import { useCrowdStrings } from './strings'
import { CrowdTabs } from './tabs'

const WEEKS = 12
const DAY_MS = 86_400_000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Whether authority lies where contacts need it (001-19, 001-20). */
export function EmpowermentPage() {
  const t = useCrowdStrings()
  const today = dayOf(Date.now())
  const query = useQuery(empowermentQuery(dayOf(Date.parse(today) - WEEKS * 7 * DAY_MS), today))
  return (
    <Page title={t('empowerment')}>
      <CrowdTabs />
      <Text c="dimmed" maw={820} mb="md">
        {t('reach.text')}
      </Text>
      <Loaded query={query}>
        {(found) =>
          found.policies.length === 0 ? (
            <Empty title={t('reach.none')} text={t('reach.noneText')} />
          ) : (
            <>
              <Weeks weeks={found.weeks} />
              <Policies rows={found.policies} />
              <Limits rights={found.rights} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

const shareOf = ({ first, needing }: EmpoweredContacts) => (needing > 0 ? first / needing : 0)

function Weeks({ weeks }: { weeks: readonly EmpoweredContacts[] }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const place = (i: number) => format.day(weeks[i]?.week ?? '1970-01-01')
  return (
    <Panel title={t('reach.byWeek')}>
      <Plot
        label={`${t('reach.share')}, ${t('reach.byWeek')}`}
        places={weeks.map(
          (week, i) => `${place(i)}${colon()}${t('reach.needing')} ${format.number(week.needing)}`,
        )}
        axisText={place}
        lines={[
          {
            name: t('reach.share'),
            values: weeks.map(shareOf),
            colour: 'var(--primary-text)',
          },
        ]}
        bands={[
          {
            name: '95 %',
            lo: weeks.map(({ low }) => low),
            hi: weeks.map(({ high }) => high),
            colour: 'var(--primary-text)',
          },
        ]}
        numberText={(value) => format.percent(value, 0)}
        height={220}
      />
    </Panel>
  )
}

function Policies({ rows }: { rows: readonly EmpoweredContacts[] }) {
  const t = useCrowdStrings()
  const format = useFormat()
  const columns: Column<EmpoweredContacts>[] = [
    {
      key: 'right',
      header: t('right'),
      names: true,
      sortBy: ({ right }) => t(`rights.${right as Right}`),
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'mode',
      header: t('mode'),
      sortBy: ({ mode }) => mode,
      cell: ({ mode }) => t(`modes.${mode as 'crowd'}`),
    },
    {
      key: 'level',
      header: t('level'),
      align: 'end',
      sortBy: ({ level }) => level,
      cell: ({ level }) => level,
    },
    {
      key: 'needing',
      header: t('reach.needing'),
      align: 'end',
      sortBy: ({ needing }) => needing,
      cell: ({ needing }) => format.number(needing),
    },
    {
      key: 'share',
      header: t('reach.share'),
      align: 'end',
      sortBy: shareOf,
      cell: (row) =>
        `${format.percent(shareOf(row), 0)} (${format.percent(row.low, 0)}–${format.percent(row.high, 0)})`,
    },
    {
      key: 'second',
      header: t('reach.second'),
      align: 'end',
      sortBy: ({ second }) => second,
      cell: ({ second }) => format.number(second),
    },
    {
      key: 'denied',
      header: t('reach.denied'),
      align: 'end',
      sortBy: ({ denied }) => denied,
      cell: ({ denied }) => format.number(denied),
    },
    {
      key: 'hours',
      header: t('reach.hours'),
      align: 'end',
      sortBy: ({ hours }) => hours,
      cell: ({ hours }) => format.number(hours, 1),
    },
  ]
  return (
    <Panel title={t('reach.byPolicy')}>
      <DataTable
        label={t('reach.byPolicy')}
        columns={columns}
        rows={rows}
        rowKey={({ mode, level, right }) => `${mode} ${level} ${right}`}
      />
    </Panel>
  )
}

function Limits({ rights }: { rights: AuthorityEmpowerment['rights'] }) {
  const t = useCrowdStrings()
  const format = useFormat()
  type Row = (typeof rights)[number]
  const columns: Column<Row>[] = [
    {
      key: 'right',
      header: t('right'),
      names: true,
      cell: ({ right }) => t(`rights.${right as Right}`),
    },
    {
      key: 'effect',
      header: t('reach.effect'),
      align: 'end',
      cell: ({ effect, effectError, cases }) =>
        effect === undefined
          ? t('reach.few', { cases })
          : `${format.signedPercent(effect, 0)} ± ${format.percent(2 * (effectError ?? 0), 0)}`,
    },
  ]
  return (
    <Panel title={t('reach.byLimit')}>
      <Text c="dimmed" mb="xs" maw={760}>
        {t('reach.effectText')}
      </Text>
      <DataTable
        label={t('reach.byLimit')}
        columns={columns}
        rows={rights}
        rowKey={({ right }) => right}
      />
    </Panel>
  )
}
