import { Drawer, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import classes from './capacity.module.css'
import { type CapacityCell, cellQuery } from './queries'
import { useCapacityStrings } from './strings'

interface Props {
  plan: { readonly id: number; readonly version: number }
  scenario: string
  group: number
  week: number
  /** The plan is being edited: the figures are of what is saved. */
  changed: boolean
  onClose: () => void
}

type Step = CapacityCell['steps'][number]

/** How the figures of a group's week come about, term by term. */
export function WhyDrawer({ plan, scenario, group, week, changed, onClose }: Props) {
  const t = useCapacityStrings()
  const format = useFormat()
  const query = useQuery(cellQuery(plan.id, plan.version, scenario, group, week))
  const cell = query.data
  const place = cell ? t('changes.week', { week: format.day(cell.monday) }) : ''
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={cell ? t('why.title', { group: cell.group, place }) : ''}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {changed && (
        <Text c="dimmed" mb="sm">
          {t('why.saved')}
        </Text>
      )}
      <Loaded query={query}>{(found) => <Steps cell={found} />}</Loaded>
    </Drawer>
  )
}

function Steps({ cell }: { cell: CapacityCell }) {
  const t = useCapacityStrings()
  const name = useTermName()
  const value = useValue(cell.currency)
  const columns: Column<Step>[] = [
    {
      key: 'figure',
      header: t('why.figure'),
      names: true,
      cell: ({ code, formula }) => (
        <>
          {name(code)}
          {formula && (
            <div className={classes.formula}>
              {isTold(code) ? t(`told.${code}`) : inWords(formula, name)}
            </div>
          )}
        </>
      ),
    },
    { key: 'value', header: t('why.value'), align: 'end', width: 130, cell: value },
  ]
  return (
    <DataTable
      label={t('why.label')}
      columns={columns}
      rows={cell.steps}
      rowKey={({ code }) => code}
    />
  )
}

/** A formula of codes with the words of the screen for them. */
export function inWords(formula: string, name: (code: string) => string): string {
  return formula.replace(
    /[a-z]+(?:_[a-z]+)+|\b(?:start|hires|leavers|leaving|worth|working|available|gap|pay|premium|hiring)\b/g,
    (code) => name(code),
  )
}

// formulas that are said better than calculated
const TOLD = ['worth', 'vendor_hours', 'overtime_hours'] as const

function isTold(code: string): code is (typeof TOLD)[number] {
  return TOLD.some((told) => told === code)
}

function useTermName() {
  const t = useCapacityStrings()
  return (code: string): string => {
    if (code.startsWith('shrinkage:')) {
      return t('terms.shrinkage', { name: code.slice('shrinkage:'.length) })
    }
    return isTerm(code) ? t(`terms.${code}`) : code
  }
}

const TERMS = [
  'start',
  'hires',
  'transfers_in',
  'transfers_out',
  'leaving',
  'leavers',
  'end',
  'in_training',
  'working',
  'worth',
  'contract_hours',
  'lost_in_office',
  'lost_out_of_office',
  'available',
  'required_hours',
  'required_people',
  'own_hours',
  'vendor_people',
  'vendor_hours',
  'overtime_cap',
  'overtime_hours',
  'gap_hours',
  'gap',
  'pay_rate',
  'hire_cost',
  'training_rate',
  'premium',
  'pay',
  'hiring',
  'training_cost',
  'overtime_pay',
  'vendor_cost',
  'cost',
  'gap_money',
] as const

function isTerm(code: string): code is (typeof TERMS)[number] {
  return TERMS.some((term) => term === code)
}

function useValue(currency: string) {
  const t = useCapacityStrings()
  const format = useFormat()
  return ({ unit, value }: Step): string => {
    if (value === undefined) return '–'
    switch (unit) {
      case 'people':
        return format.number(value, 2)
      case 'hours':
        return t('proposal.hours', { hours: format.number(value, 2) })
      case 'share':
        return format.percent(value, 2)
      case 'money':
        return format.money({ minor: value, currency })
      default:
        return format.number(value, 2)
    }
  }
}
