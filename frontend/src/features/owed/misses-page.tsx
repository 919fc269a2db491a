import { Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Misses, type MissShares, missesQuery } from '@/api/owed'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { type Account, AccountPage } from './account'
import { useMetricNames } from './metric-names'
import { useSentences } from './metric-sentences'
import classes from './owed.module.css'
import { useOwedStrings } from './strings'

const CAUSES = ['volume', 'handleTime', 'hours', 'availability'] as const

/** Whose doing a month's service level was, down to intervals. */
export function MissesPage() {
  const t = useOwedStrings()
  return <AccountPage title={t('misses.title')}>{(of) => <Month {...of} />}</AccountPage>
}

function Month({ programme, month, search, show }: Account) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const format = useFormat()
  const query = useQuery(missesQuery(programme.id, month, search.day))
  return (
    <Stack gap="sm">
      <Text c="dimmed" maw={760}>
        {t('misses.intro')}
      </Text>
      <Loaded query={query}>
        {(misses) =>
          misses.total.contacts === 0 ? (
            <Empty title={t('misses.nothing')} />
          ) : (
            <>
              <Panel title={name(misses.metric)}>
                <Waterfall shares={misses.total} />
                <Parts misses={misses} />
              </Panel>
              <Days misses={misses} onDay={(day) => show({ day })} />
              {search.day && misses.intervals.length > 0 && (
                <Panel title={t('misses.intervals', { day: format.day(search.day) })}>
                  <Intervals misses={misses} />
                </Panel>
              )}
            </>
          )
        }
      </Loaded>
    </Stack>
  )
}

/** From planned through the causes to modelled and observed. */
function Waterfall({ shares }: { shares: MissShares }) {
  const t = useOwedStrings()
  const format = useFormat()
  let level = shares.planned
  const steps = [
    { key: 'planned' as const, from: 0, to: shares.planned, kind: 'level' },
    ...CAUSES.map((key) => {
      const from = level
      level += shares[key]
      return { key, from, to: level, kind: shares[key] < 0 ? 'down' : 'up' }
    }),
    { key: 'modelled' as const, from: 0, to: shares.modelled, kind: 'level' },
    {
      key: 'unexplained' as const,
      from: shares.modelled,
      to: shares.observed,
      kind: shares.unexplained < 0 ? 'down' : 'up',
    },
    { key: 'observed' as const, from: 0, to: shares.observed, kind: 'level' },
  ]
  const least = Math.min(...steps.filter(({ kind }) => kind !== 'level').map((s) => s.to), level)
  const floor = Math.max(0, Math.min(least, shares.planned, shares.observed) - 0.05)
  const place = (value: number) => `${(100 * Math.max(0, value - floor)) / (1.001 - floor)}%`
  return (
    <div className={classes.fall}>
      {steps.map(({ key, from, to, kind }) => {
        const [low, high] = [Math.min(from, to), Math.max(from, to)]
        return (
          <div key={key} style={{ display: 'contents' }}>
            <span>{t(`misses.${key}`)}</span>
            <span className={classes.track}>
              <span
                className={classes.bar}
                data-kind={kind}
                style={{
                  insetInlineStart: place(low),
                  width: `calc(${place(high)} - ${place(low)})`,
                }}
              />
            </span>
            <span className={classes.figure}>
              {kind === 'level' ? format.percent(to, 2) : format.signedPercent(to - from, 2)}
            </span>
          </div>
        )
      })}
    </div>
  )
}

function Parts({ misses }: { misses: Misses }) {
  const t = useOwedStrings()
  const sentence = useSentences()
  const format = useFormat()
  return (
    <Stack gap={4} mt="md">
      <dl className={classes.sums}>
        <div>
          <dt>{t('misses.owner')}</dt>
          <dd>{format.signedPercent(misses.owner, 2)}</dd>
        </div>
        <div>
          <dt>{t('misses.vendor')}</dt>
          <dd>{format.signedPercent(misses.vendor, 2)}</dd>
        </div>
        <div>
          <dt>{t('misses.share')}</dt>
          <dd>{format.percent(misses.vendorShare, 1)}</dd>
        </div>
        {Math.abs(misses.total.switched) >= 0.00005 && (
          <div>
            <dt>{t('misses.switched')}</dt>
            <dd>{format.signedPercent(misses.total.switched, 2)}</dd>
          </div>
        )}
        {misses.base !== undefined && (
          <div>
            <dt>{t('misses.base')}</dt>
            <dd>{format.percent(Number(misses.base), 1)}</dd>
          </div>
        )}
      </dl>
      {Object.entries(misses.excused).map(([reason, count]) => (
        <Text key={reason} size="sm">
          {t('misses.excused', { count, reason: sentence(reason) })}
        </Text>
      ))}
      {misses.unlocked > 0 && (
        <Text size="sm">{t('misses.unlocked', { count: misses.unlocked })}</Text>
      )}
    </Stack>
  )
}

function Days({ misses, onDay }: { misses: Misses; onDay: (day: string) => void }) {
  const t = useOwedStrings()
  const format = useFormat()
  const { days } = misses
  const line = (key: 'planned' | 'modelled' | 'observed', colour: string) => ({
    name: t(`misses.${key}`),
    values: days.map((day) => (day.contacts > 0 ? day[key] : null)),
    colour,
  })
  const columns: Column<(typeof days)[number]>[] = [
    {
      key: 'day',
      header: t('misses.day'),
      names: true,
      sortBy: ({ day }) => day,
      cell: ({ day }) => (
        <Anchor component="button" onClick={() => onDay(day)}>
          {format.day(day, 'weekdayDate')}
        </Anchor>
      ),
    },
    ...shareColumns(t, format),
  ]
  return (
    <Panel title={t('misses.byDay')}>
      <Plot
        label={t('misses.byDay')}
        places={days.map(({ day }) => format.day(day))}
        axisText={(place) => format.day(days[place]?.day ?? '', 'short')}
        lines={[
          { ...line('planned', 'var(--muted)'), style: 'dashed' },
          { ...line('modelled', 'var(--ok-text)'), style: 'dotted' },
          line('observed', 'var(--primary-text)'),
        ]}
        numberText={(value) => format.percent(value)}
        valueText={(value) => format.percent(value, 1)}
        fromZero={false}
        onPlace={(place) => days[place] && onDay(days[place].day)}
      />
      <DataTable
        label={t('misses.byDay')}
        columns={columns}
        rows={days}
        rowKey={({ day }) => day}
      />
    </Panel>
  )
}

function Intervals({ misses }: { misses: Misses }) {
  const t = useOwedStrings()
  const format = useFormat()
  const columns: Column<Misses['intervals'][number]>[] = [
    {
      key: 'start',
      header: t('misses.start'),
      names: true,
      cell: ({ start }) => format.dateTime(start, Intl.DateTimeFormat().resolvedOptions().timeZone),
    },
    {
      key: 'contacts',
      header: t('misses.contacts'),
      align: 'end',
      cell: ({ plan, actual }) =>
        `${format.number(plan.contacts)} → ${format.number(actual.contacts)}`,
    },
    {
      key: 'people',
      header: t('misses.hours'),
      align: 'end',
      cell: ({ plan, actual }) =>
        `${format.number(plan.hours, 1)} → ${format.number(actual.hours, 1)}`,
    },
    ...shareColumns(t, format),
  ]
  return (
    <DataTable
      label={t('misses.start')}
      columns={columns}
      rows={misses.intervals}
      rowKey={({ start, queueId }) => `${start}/${queueId}`}
    />
  )
}

function shareColumns(
  t: ReturnType<typeof useOwedStrings>,
  format: ReturnType<typeof useFormat>,
): Column<MissShares>[] {
  const level = (key: 'planned' | 'observed'): Column<MissShares> => ({
    key,
    header: t(`misses.${key}`),
    align: 'end',
    sortBy: (one) => one[key],
    cell: (one) => (one.contacts > 0 ? format.percent(one[key], 1) : '–'),
  })
  return [
    level('planned'),
    ...CAUSES.map(
      (key): Column<MissShares> => ({
        key,
        header: t(`misses.${key}`),
        align: 'end',
        sortBy: (one) => one[key],
        cell: (one) => format.signedPercent(one[key], 1),
      }),
    ),
    level('observed'),
  ]
}
