import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { WindowFilters } from './filters'
import { QualityPage, useRowName, useWindow } from './frame'
import { FunnelPlot } from './funnel'
import classes from './judged.module.css'
import { CLEAR, Pairs } from './pairs'
import { type StandingRow, type Standings, standingsQuery } from './queries'
import { useJudgedStrings } from './strings'

const route = getRouteApi('/shell/vendors/quality')

/** Vendors, own teams and machines side by side, with how sure it is: never a rank alone. */
export function StandingsPage() {
  const t = useJudgedStrings()
  const window = useWindow(route.useSearch())
  const navigate = route.useNavigate()
  const query = useQuery(standingsQuery(window))
  return (
    <QualityPage>
      <Text c="dimmed" maw={860} mb="md">
        {t('standingsText')}
      </Text>
      <WindowFilters
        window={window}
        onChange={(change) => void navigate({ search: (old) => ({ ...old, ...change }) })}
      />
      <Loaded query={query}>
        {(data) =>
          data.rows.length === 0 ? <Empty title={t('none')} /> : <Compared data={data} />
        }
      </Loaded>
    </QualityPage>
  )
}

function Compared({ data }: { data: Standings }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const model = data.model || 'prior'
  return (
    <>
      <Panel title={t('tab.standings')}>
        <Rows data={data} />
        <Text c="dimmed" size="sm" mt="xs">
          {t(`model.${model}`, {
            strata: format.number(data.strata),
            judged: format.number(data.judged),
          })}{' '}
          {data.leftOut > 0 && t('leftOut', { count: data.leftOut })}{' '}
          {t('basis', {
            draws: format.number(data.draws),
            seed: String(data.seed),
            hash: data.hash.slice(0, 10),
          })}
        </Text>
      </Panel>
      {data.better.length > 1 && (
        <Panel title={t('pairs')}>
          <Pairs data={data} />
        </Panel>
      )}
      {data.funnel && (
        <Panel title={t('funnel')}>
          <FunnelPlot funnel={data.funnel} />
        </Panel>
      )}
    </>
  )
}

function Rows({ data }: { data: Standings }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const widest = Math.max(0.01, ...data.rows.map(({ hi }) => hi)) * 1.05
  const columns: Column<StandingRow>[] = [
    {
      key: 'employer',
      header: t('employer'),
      names: true,
      sortBy: ({ employerId }) => name(employerId),
      cell: ({ employerId }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/vendors/quality/evaluations" search={{ employer: employerId }} {...props} />
          )}
        >
          {name(employerId)}
        </Anchor>
      ),
    },
    {
      key: 'judged',
      header: t('judged'),
      align: 'end',
      sortBy: ({ judged }) => judged,
      cell: ({ judged }) => format.number(judged),
    },
    {
      key: 'rate',
      header: t('rate'),
      sortBy: ({ rate }) => rate,
      cell: (row) => <RateBar row={row} widest={widest} />,
    },
    {
      key: 'crude',
      header: t('crude'),
      align: 'end',
      sortBy: ({ crude }) => crude,
      cell: ({ crude }) => format.percent(crude, 1),
    },
    {
      key: 'rank',
      header: t('rank'),
      sortBy: ({ expectedRank }) => expectedRank,
      cell: (row) => <RankBar row={row} of={data.better.length} />,
    },
    {
      key: 'best',
      header: t('best'),
      align: 'end',
      sortBy: ({ best }) => best,
      cell: ({ best }) => format.percent(best),
    },
    {
      key: 'past',
      header: t('past', { floor: format.percent(data.floor) }),
      align: 'end',
      sortBy: ({ pastFloor }) => pastFloor,
      cell: ({ pastFloor }) => format.percent(pastFloor),
    },
    {
      key: 'points',
      header: t('points'),
      align: 'end',
      sortBy: ({ points }) => points,
      cell: ({ points }) => format.fixed(points, 1),
    },
    {
      key: 'needed',
      header: t('needed'),
      align: 'end',
      cell: (row) => {
        if (row.needed > 0) return format.number(row.needed)
        const at = data.rows.indexOf(row)
        const chance = data.better[at - 1]?.[at]
        if (chance === undefined || chance === null) return '–'
        return chance >= CLEAR ? t('clear') : t('overMillion')
      },
    },
  ]
  return (
    <DataTable
      label={t('tab.standings')}
      columns={columns}
      rows={data.rows}
      rowKey={({ employerId }) => employerId}
    />
  )
}

function RateBar({ row, widest }: { row: StandingRow; widest: number }) {
  const format = useFormat()
  const at = (rate: number) => `${(100 * rate) / widest}%`
  return (
    <span className={classes.barred}>
      <span className={classes.track} aria-hidden>
        <span className={classes.span} style={{ left: at(row.lo), width: at(row.hi - row.lo) }} />
        <span className={classes.dot} style={{ left: at(row.rate) }} />
      </span>
      {format.percent(row.rate, 1)} ({format.percent(row.lo, 1)} – {format.percent(row.hi, 1)})
    </span>
  )
}

function RankBar({ row, of }: { row: StandingRow; of: number }) {
  const t = useJudgedStrings()
  const places = Array.from({ length: of }, (_, i) => i + 1)
  return (
    <span className={classes.barred}>
      <span className={classes.ranks} aria-hidden>
        {places.map((place) => (
          <i key={place} data-in={(place >= row.rankLo && place <= row.rankHi) || undefined} />
        ))}
      </span>
      {t('rankText', { lo: String(row.rankLo), hi: String(row.rankHi) })}
    </span>
  )
}
