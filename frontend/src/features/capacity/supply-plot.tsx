import { useFormat } from '@/format'
import { minorUnits } from '@/format/minor'
import { Plot } from '@/parts/plot/plot'
import type { CapacityColumns, CapacityWeeks } from './queries'
import type { Show } from './route'
import { useCapacityStrings } from './strings'
import { usePeriodText, wholeMoney } from './words'

interface Props {
  computed: CapacityWeeks
  columns: CapacityColumns
  show: Show
  group: string
  onPlace: (place: number) => void
}

type Values = readonly (number | null)[]

/** The sum of two columns, nothing where one has nothing. */
function plus(a: Values, b: Values): (number | null)[] {
  return a.map((value, at) => {
    const other = b[at]
    return value == null || other == null ? null : value + other
  })
}

/** What is required and what is there, with the space between; of money what it costs. */
export function SupplyPlot({ computed, columns, show, group, onPlace }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const text = usePeriodText(computed)
  const common = {
    label: t('chart.label', { group }),
    places: computed.first.map((_, at) => text(at)),
    axisText: (at: number) => {
      const day = computed.first[at] ?? ''
      return computed.period === 'month'
        ? format.month(day.slice(0, 7), 'short')
        : format.day(day, 'short')
    },
    onPlace,
    height: 260,
  }
  if (show === 'money') {
    const write = (value: number) => wholeMoney(format, value, computed.currency)
    return (
      <Plot
        {...common}
        lines={[
          { name: t('chart.cost'), values: columns.costMinor, colour: 'var(--primary-text)' },
          {
            name: t('chart.gapMoney'),
            values: columns.gapMinor,
            colour: 'var(--short-3)',
            style: 'dashed',
          },
        ]}
        numberText={(value) => format.compact(value / minorUnits(computed.currency))}
        valueText={write}
      />
    )
  }
  const people = show === 'people'
  const required = people ? columns.required : columns.requiredHours
  const there = plus(required, people ? columns.gap : columns.gapHours)
  const own = people ? columns.worth : columns.ownHours
  return (
    <Plot
      {...common}
      lines={[
        { name: t('chart.required'), values: required, colour: 'var(--text)' },
        { name: t('chart.there'), values: there, colour: 'var(--primary-text)' },
        { name: t('chart.own'), values: own, colour: 'var(--other)', style: 'dotted' },
      ]}
      bands={[
        {
          name: t('chart.short'),
          lo: there.map((value, at) => least(value, required[at])),
          hi: required,
          colour: 'var(--short-3)',
          opacity: 0.35,
        },
        {
          name: t('chart.spare'),
          lo: required,
          hi: there.map((value, at) => most(value, required[at])),
          colour: 'var(--spare-3)',
          opacity: 0.3,
        },
      ]}
      numberText={(value) => format.compact(value)}
      valueText={(value) => format.number(value, people ? 1 : 0)}
    />
  )
}

function least(a: number | null, b: number | null | undefined): number | null {
  return a == null || b == null ? null : Math.min(a, b)
}

function most(a: number | null, b: number | null | undefined): number | null {
  return a == null || b == null ? null : Math.max(a, b)
}
