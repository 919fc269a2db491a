import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Scorecard, type ScoreLine, scorecardQuery, scorecardsQuery } from '@/api/owed'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { type Standing, Status } from '@/parts/status'
import { type Account, AccountPage } from './account'
import { Derived } from './derived'
import { useMetricNames } from './metric-names'
import classes from './owed.module.css'
import { useOwedStrings } from './strings'
import { numberOf, valueText } from './values'

/** One programme's points of a month, and every row of the month beside it. */
export function ScorecardPage() {
  const t = useOwedStrings()
  return <AccountPage title={t('score.title')}>{(of) => <Score {...of} />}</AccountPage>
}

function Score({ programme, month, show }: Account) {
  const t = useOwedStrings()
  const format = useFormat()
  const query = useQuery(scorecardQuery(programme.id, month))
  const all = useQuery(scorecardsQuery(month))
  return (
    <Stack gap="sm">
      <Loaded query={query}>
        {(card) => (
          <>
            <Summary card={card} />
            {card.before.length > 0 && (
              <Panel title={t('score.history')}>
                <Plot
                  label={t('score.history')}
                  places={[...card.before.map((one) => one.month), card.month].map((one) =>
                    format.month(one),
                  )}
                  axisText={(place) =>
                    format.month(card.before[place]?.month ?? card.month, 'short')
                  }
                  lines={[
                    {
                      name: t('score.score'),
                      values: [...card.before.map(({ percent }) => percent), card.percent].map(
                        (percent) => percent ?? null,
                      ),
                      colour: 'var(--primary-text)',
                    },
                  ]}
                  numberText={(value) => format.number(value)}
                  height={160}
                />
              </Panel>
            )}
            {card.lines.length > 0 && <Lines lines={card.lines} />}
          </>
        )}
      </Loaded>
      <Panel title={t('score.compare')}>
        <Text c="dimmed" mb="xs">
          {t('score.raw')}
        </Text>
        <Loaded query={all}>
          {(cards) => <Rows cards={cards} onChoose={(id) => show({ programme: id })} />}
        </Loaded>
      </Panel>
    </Stack>
  )
}

function useScoreText() {
  const t = useOwedStrings()
  const format = useFormat()
  return ({ percent, points, possible, low, high, draws }: Scorecard) => ({
    score: percent === undefined ? '–' : format.number(percent, 1),
    of: t('score.ofPossible', {
      points: format.number(Number(points), 2),
      possible: format.number(Number(possible), 2),
    }),
    interval:
      low === undefined || high === undefined
        ? ''
        : t('score.interval', {
            low: format.number((100 * low) / Number(possible), 1),
            high: format.number((100 * high) / Number(possible), 1),
            draws: format.number(draws),
          }),
  })
}

function Summary({ card }: { card: Scorecard }) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const text = useScoreText()(card)
  if (card.percent === undefined) return <Alert>{t('score.nothing')}</Alert>
  return (
    <>
      <dl className={classes.sums}>
        <div>
          <dt>{t('score.score')}</dt>
          <dd>{text.score}</dd>
          <dd className={classes.beside}>{text.interval ? t('score.both', text) : text.of}</dd>
        </div>
      </dl>
      {card.knockedOut && (
        <Status standing="bad">{t('score.knocked', { metric: name(card.knockedOut) })}</Status>
      )}
    </>
  )
}

const STANDING: Record<ScoreLine['verdict'], Standing> = {
  kept: 'ok',
  missed: 'bad',
  within_chance: 'warn',
  no_value: 'info',
}

const GROUPS = ['prevent', 'solve_fast', 'most_satisfied', 'people', 'cost', 'control'] as const

function Lines({ lines }: { lines: readonly ScoreLine[] }) {
  const t = useOwedStrings()
  const name = useMetricNames()
  const format = useFormat()
  const columns: Column<ScoreLine>[] = [
    {
      key: 'metric',
      header: t('figures.metric'),
      names: true,
      cell: ({ metric }) => name(metric),
    },
    {
      key: 'value',
      header: t('figures.value'),
      align: 'end',
      cell: (one) =>
        one.state === 'no_value' ? '–' : valueText(format, one.unit, numberOf(one.value)),
    },
    {
      key: 'line',
      header: t('figures.line'),
      align: 'end',
      cell: ({ unit, base, target }) =>
        `${valueText(format, unit, Number(base))} → ${valueText(format, unit, Number(target))}`,
    },
    {
      key: 'points',
      header: t('score.points'),
      align: 'end',
      cell: ({ points, most }) =>
        `${format.number(Number(points), 2)} / ${format.number(Number(most), 2)}`,
    },
    {
      key: 'verdict',
      header: t('score.verdict'),
      cell: ({ verdict }) => (
        <Status standing={STANDING[verdict]}>{t(`score.verdicts.${verdict}`)}</Status>
      ),
    },
  ]
  return (
    <>
      {GROUPS.map((group) => {
        const rows = lines.filter((line) => line.group === group)
        if (rows.length === 0) return null
        return (
          <Panel key={group} title={t(`groups.${group}`)}>
            <DataTable
              label={t(`groups.${group}`)}
              columns={columns}
              rows={rows}
              rowKey={({ metric }) => metric}
            />
            <Text fw={600} size="sm" mt="sm">
              {t('score.derivation')}
            </Text>
            {rows.map((line) => (
              <Derived key={line.metric} step={line.derivation} />
            ))}
          </Panel>
        )
      })}
    </>
  )
}

function Rows({
  cards,
  onChoose,
}: {
  cards: readonly Scorecard[]
  onChoose: (id: number) => void
}) {
  const t = useOwedStrings()
  const text = useScoreText()
  const columns: Column<Scorecard>[] = [
    {
      key: 'name',
      header: t('score.name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name, programmeId }) => (
        <Anchor component="button" onClick={() => onChoose(programmeId)}>
          {name}
        </Anchor>
      ),
    },
    { key: 'mode', header: t('score.mode'), cell: ({ mode }) => t(`score.modes.${mode as 'bot'}`) },
    {
      key: 'score',
      header: t('score.score'),
      align: 'end',
      sortBy: ({ percent }) => percent ?? -1,
      cell: (card) => text(card).score,
    },
    { key: 'interval', header: t('figures.interval'), cell: (card) => text(card).interval },
  ]
  return (
    <DataTable
      label={t('score.compare')}
      columns={columns}
      rows={cards}
      rowKey={({ programmeId }) => programmeId}
    />
  )
}
