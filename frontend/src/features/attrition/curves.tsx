import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Plot } from '@/parts/plot/plot'
import type { AttritionGroup, AttritionReport } from './queries'
import { useAttritionStrings } from './strings'

/** Colours of groups, in turn; beyond them dashes tell lines apart. */
export const COLOURS = [
  'var(--primary-text)',
  'var(--shift-l-text)',
  'var(--shift-t-text)',
  'var(--shift-n-text)',
  'var(--shift-s-text)',
  'var(--shift-d-text)',
]
export const colourOf = (at: number) => COLOURS[at % COLOURS.length] ?? 'var(--primary-text)'

/** Months of tenure from 0, as places of a plot. */
export const tenures = (months: number) => Array.from({ length: months + 1 }, (_, m) => m)

/** Below how small a chance groups are said to differ. */
const DIFFERS = 0.05

/** The share that is still there, by group, with how many are watched. */
export function Curves({ report, compared }: { report: AttritionReport; compared: boolean }) {
  const t = useAttritionStrings()
  const format = useFormat()
  const groups = compared ? report.groups.filter(({ hidden }) => !hidden) : [report.all]
  const months = tenures(report.months)
  const name = (group: AttritionGroup) => (compared ? group.name || t('unknown') : t('all'))
  const lines = groups.map((group, at) => ({
    name: name(group),
    values: group.survival,
    colour: colourOf(at),
    style: at >= COLOURS.length ? ('dashed' as const) : undefined,
  }))
  // bands of many groups hide each other
  const banded = groups.length <= 3 ? groups : []
  return (
    <Panel title={t('curves')}>
      <Plot
        label={t('curvesLabel')}
        places={months.map((number) => t('month', { number }))}
        axisText={(place) => String(place)}
        ticks={months.filter((m) => m % 6 === 0)}
        lines={lines}
        bands={banded.map((group, at) => ({
          name: t('interval', { name: name(group) }),
          lo: group.lower,
          hi: group.upper,
          colour: colourOf(at),
        }))}
        numberText={(value) => format.percent(value)}
        valueText={(value) => format.percent(value, 1)}
        height={300}
      />
      <AtRisk groups={groups} months={months} name={name} />
      {report.test && (
        <Text size="sm" mt="sm">
          {t('test', {
            chi: format.number(report.test.chiSquare, 2),
            freedom: report.test.freedom,
            p: format.number(report.test.p, 4),
          })}{' '}
          {t(report.test.p < DIFFERS ? 'differs' : 'alike')}
        </Text>
      )}
      <Text size="sm" c="dimmed" mt="sm">
        {t('curvesHow')}
      </Text>
      <Groups
        groups={compared ? [report.all, ...report.groups] : [report.all]}
        total={report.all}
      />
    </Panel>
  )
}

interface AtRiskProps {
  groups: readonly AttritionGroup[]
  months: readonly number[]
  name: (group: AttritionGroup) => string
}

/** The people watched, below the curves. */
function AtRisk({ groups, months, name }: AtRiskProps) {
  const t = useAttritionStrings()
  const format = useFormat()
  return (
    <DataTable
      label={t('atRiskLabel')}
      rows={groups}
      rowKey={(group) => group.name}
      columns={[
        { key: 'group', header: t('atRisk'), names: true, cell: name },
        ...months
          .filter((m) => m % 6 === 0)
          .map((m) => ({
            key: String(m),
            header: String(m),
            align: 'end' as const,
            cell: (group: AttritionGroup) => {
              const count = group.atRisk[m]
              return count == null ? '–' : format.number(count)
            },
          })),
      ]}
    />
  )
}

function Groups({ groups, total }: { groups: readonly AttritionGroup[]; total: AttritionGroup }) {
  const t = useAttritionStrings()
  const format = useFormat()
  const span = (value: number | undefined) =>
    value === undefined ? t('notReached') : t('months', { number: format.fixed(value, 1) })
  const unless = (group: AttritionGroup, text: string) => (group.hidden ? t('hidden') : text)
  return (
    <DataTable
      label={t('curves')}
      rows={groups}
      rowKey={(group) => (group === total ? ' all' : group.name)}
      columns={[
        {
          key: 'name',
          header: t('by'),
          names: true,
          cell: (group) => (group === total ? t('all') : group.name || t('unknown')),
        },
        {
          key: 'people',
          header: t('people'),
          align: 'end',
          cell: (group) => unless(group, format.number(group.people)),
        },
        {
          key: 'left',
          header: t('left'),
          align: 'end',
          cell: (group) => unless(group, format.number(group.exits)),
        },
        {
          key: 'median',
          header: t('median'),
          align: 'end',
          cell: (group) => unless(group, span(group.median)),
        },
        {
          key: 'year',
          header: t('year'),
          align: 'end',
          cell: (group) => unless(group, span(group.year)),
        },
      ]}
    />
  )
}
