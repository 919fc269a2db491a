import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import {
  type CapacityChange,
  type CapacityDifference,
  type CapacityPlan,
  changesQuery,
} from './queries'
import { useCapacityStrings } from './strings'
import { figureText, mondayOf } from './words'

/** The edits of a plan, newest first: who, when, why and what. */
export function ChangesList({ plan }: { plan: CapacityPlan }) {
  const query = useQuery(changesQuery(plan.id))
  return (
    <Loaded query={query}>
      {(changes) => (
        <Stack gap="md" component="ol" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {changes.map((change) => (
            <li key={change.version}>
              <Change plan={plan} change={change} />
            </li>
          ))}
        </Stack>
      )}
    </Loaded>
  )
}

function Change({ plan, change }: { plan: CapacityPlan; change: CapacityChange }) {
  const t = useCapacityStrings()
  const format = useFormat()
  const site = useSite()
  const { version, changedAt, changedByName, note, differs } = change
  const who = changedByName || t('changes.system')
  return (
    <>
      <Text fw={600}>{note || t('changes.version', { version })}</Text>
      <Text c="dimmed" size="sm">
        {`${who} · ${format.dateTime(changedAt, site?.zone ?? 'UTC')}`}
        {note && ` · ${t('changes.version', { version })}`}
      </Text>
      {version === 1 && <Text size="sm">{t('changes.begun')}</Text>}
      {version > 1 && differs.length === 0 && <Text size="sm">{t('changes.nothing')}</Text>}
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {differs.map((one) => (
          <li key={`${one.group} ${one.subject} ${one.name}`}>
            <Difference plan={plan} one={one} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Difference({ plan, one }: { plan: CapacityPlan; one: CapacityDifference }) {
  const t = useCapacityStrings()
  const format = useFormat()
  const { unit } = one
  const write = (value: number | undefined) =>
    unit === undefined ? '' : figureText(format, unit, value, plan.currency)
  const subject = isSubject(one.subject) ? t(`changes.subjects.${one.subject}`) : one.subject
  const parts = [
    one.group && `${one.group}:`,
    one.name ? `${subject} (${one.name})` : subject,
    unit && t('changes.from', { before: write(one.before), after: write(one.after) }),
    weeksText(),
  ]
  function weeksText() {
    const { firstWeek, lastWeek } = one
    if (firstWeek === undefined || lastWeek === undefined) return undefined
    const first = format.day(mondayOf(plan.from, firstWeek))
    if (firstWeek === lastWeek) return `(${t('changes.week', { week: first })})`
    return `(${t('changes.weeks', { first, last: format.day(mondayOf(plan.from, lastWeek)) })})`
  }
  return <Text size="sm">{parts.filter(Boolean).join(' ')}</Text>
}

const SUBJECTS = [
  'name',
  'currency',
  'weeks',
  'scenarios',
  'transfers',
  'group_added',
  'group_removed',
  'queues',
  'required',
  'starting',
  'hours',
  'shrinkage',
  'attrition',
  'training',
  'hires',
  'lead',
  'overtime',
  'premium',
  'vendors',
  'tranches',
  'pay',
  'hire_cost',
] as const

function isSubject(subject: string): subject is (typeof SUBJECTS)[number] {
  return SUBJECTS.some((one) => one === subject)
}
