import { NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { useNamed } from '@/features/careers/words'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import { Assumptions } from './assumptions'
import type { Course, ScenarioRun, Spread } from './queries'
import { usePlanStrings } from './strings'

interface Props {
  run: ScenarioRun
  currency: string
}

/** A scenario in full: people by rung, effects, limits, assumptions. */
export function ScenarioResult({ run, currency }: Props) {
  return (
    <>
      {run.afterCourse && run.baseCourse && (
        <Headcount after={run.afterCourse} base={run.baseCourse} />
      )}
      <Effects run={run} currency={currency} />
      <Limits run={run} />
      <Assumptions list={run.assumptions ?? []} course={run.afterCourse} />
    </>
  )
}

function Headcount({ after, base }: { after: Course; base: Course }) {
  const t = usePlanStrings()
  const format = useFormat()
  const named = useNamed()
  // all rungs together hardly move where leavers are replaced: begin where the change is
  const [chosen, choose] = useState(
    () => (after.rungs.find(({ added }) => added) ?? after.rungs[0])?.code ?? '',
  )
  const rung = after.rungs.find(({ code }) => code === chosen)
  if (!rung) return null
  const name = (of: typeof rung) => {
    if (!of.code) return t('all')
    return of.added ? t('added', { name: named(of.name) }) : named(of.name)
  }
  const before = base.rungs.find(({ code }) => code === chosen)
  const months = rung.value.map((_, m) => m + 1)
  const colour = 'var(--primary-text)'
  const lines = [
    { name: name(rung), values: rung.value, colour },
    ...(before
      ? [
          {
            name: t('before', { name: name(rung) }),
            values: before.value,
            colour: 'var(--shift-l-text)',
            style: 'dashed' as const,
          },
        ]
      : []),
  ]
  return (
    <Panel
      title={t('headcount')}
      actions={
        <NativeSelect
          aria-label={t('rung')}
          value={chosen}
          onChange={(event) => choose(event.currentTarget.value)}
          data={after.rungs
            .map((one) => ({ value: one.code, label: name(one) }))
            .sort((a, b) => Number(a.value !== '') - Number(b.value !== ''))}
        />
      }
    >
      <Plot
        label={t('headcountLabel')}
        places={months.map((number) => t('month', { number }))}
        axisText={(place) => String(place + 1)}
        ticks={months.filter((m) => m % 6 === 0).map((m) => m - 1)}
        lines={lines}
        bands={[{ name: t('band', { name: name(rung) }), lo: rung.low, hi: rung.high, colour }]}
        numberText={(value) => format.number(value)}
        valueText={(value) => format.number(value, 1)}
        height={280}
      />
      <DataTable
        label={t('headcount')}
        rows={after.rungs}
        rowKey={({ code }) => code}
        columns={[
          { key: 'rung', header: t('rung'), names: true, cell: name },
          ...months
            .filter((m) => m % 6 === 0 || m === 1)
            .map((m) => ({
              key: String(m),
              header: t('month', { number: m }),
              align: 'end' as const,
              cell: (row: typeof rung) => format.number(row.value[m - 1] ?? 0, 1),
            })),
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('headcountHow')}
      </Text>
    </Panel>
  )
}

/** One figure of the effect, parted. */
interface EffectRow {
  name: string
  structural: number
  behavioural: number
  spread: Spread
  write: (value: number) => string
}

function Effects({ run, currency }: Props) {
  const t = usePlanStrings()
  const format = useFormat()
  if (!run.change) return null
  const { structural, behavioural, exits, hires, promotions, cost } = run.change
  const people = (value: number) => format.signed(value, 1)
  const money = (value: number) => format.money({ minor: Math.round(value), currency })
  const row = (key: 'exits' | 'hires' | 'promotions', spread: Spread): EffectRow => ({
    name: t(key),
    structural: structural[key],
    behavioural: behavioural[key],
    spread,
    write: people,
  })
  const rows: EffectRow[] = [
    row('exits', exits),
    row('hires', hires),
    row('promotions', promotions),
    {
      name: t('cost'),
      structural: structural.costMinor,
      behavioural: behavioural.costMinor,
      spread: cost,
      write: money,
    },
  ]
  const range = ({ write }: EffectRow, low: number, high: number) =>
    t('range', { low: write(low), high: write(high) })
  return (
    <Panel title={t('effects')}>
      <DataTable
        label={t('effects')}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { key: 'figure', header: t('figure'), names: true, cell: ({ name }) => name },
          {
            key: 'structural',
            header: t('structural'),
            align: 'end',
            cell: (r) => r.write(r.structural),
          },
          {
            key: 'behavioural',
            header: t('behavioural'),
            align: 'end',
            cell: (r) => r.write(r.behavioural),
          },
          { key: 'total', header: t('total'), align: 'end', cell: (r) => r.write(r.spread.value) },
          {
            key: 'doubt',
            header: t('doubt'),
            align: 'end',
            cell: (r) => range(r, r.spread.parameterLow, r.spread.parameterHigh),
          },
          {
            key: 'chance',
            header: t('chance'),
            align: 'end',
            cell: (r) => range(r, r.spread.low, r.spread.high),
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('effectsHow')}
      </Text>
    </Panel>
  )
}

function Limits({ run }: { run: ScenarioRun }) {
  const t = usePlanStrings()
  const format = useFormat()
  const named = useNamed()
  const list = run.binding ?? []
  const name = (code: string) => {
    const rung = run.afterCourse?.rungs.find((one) => one.code === code)
    return rung ? named(rung.name) : code
  }
  return (
    <Panel title={t('binding')}>
      {list.length === 0 ? (
        <Text>{t('noBinding')}</Text>
      ) : (
        <>
          <DataTable
            label={t('binding')}
            rows={list}
            rowKey={({ rung }) => rung}
            columns={[
              { key: 'rung', header: t('rung'), names: true, cell: ({ rung }) => name(rung) },
              { key: 'since', header: t('since'), align: 'end', cell: ({ first }) => first + 1 },
              { key: 'months', header: t('heldMonths'), align: 'end', cell: (b) => b.months },
              {
                key: 'blocked',
                header: t('blocked'),
                align: 'end',
                cell: ({ blocked }) => format.number(blocked, 1),
              },
              {
                key: 'relief',
                header: t('relief'),
                cell: ({ relief }) =>
                  t('reliefText', {
                    promotions: format.signed(relief.promotions, 1),
                    exits: format.signed(relief.exits, 1),
                  }),
              },
            ]}
          />
          <Text size="sm" c="dimmed" mt="sm">
            {t('bindingHow')}
          </Text>
        </>
      )}
    </Panel>
  )
}
