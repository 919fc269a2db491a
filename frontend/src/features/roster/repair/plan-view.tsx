import { Button, Group, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFormat, wallTime } from '@/format'
import { colon } from '@/i18n/colon'
import { Status } from '@/parts/status'
import classes from '../board.module.css'
import type { RepairAlternative, RepairChange, RepairPlan, ShiftRow } from '../model/types'
import { deltaText } from '../parts/delta'
import type { Desk } from '../queries'
import { useRosterStrings } from '../strings'
import { useSession } from '../use-desk'
import { useRepairStrings } from './strings'

interface Props {
  plan: RepairPlan
  desk: Desk
  /** Whether applying records the absence under People. */
  records: boolean
  onApply: (alternative: RepairAlternative) => void
}

/** The alternatives: ever more people asked, ever better coverage. */
export function PlanView({ plan, desk, records, onApply }: Props) {
  const t = useRosterStrings()
  const words = useRepairStrings()
  const format = useFormat()
  const { sheet } = desk
  const { version } = useSession(desk)
  const [shown, setShown] = useState<number>()
  useEffect(() => () => sheet.showPlan([]), [sheet])
  const stale = version !== plan.version
  const show = (at: number) => {
    sheet.showPlan(plan.alternatives[at]?.moves ?? [])
    setShown(at)
  }
  const apply = (alternative: RepairAlternative) => {
    sheet.showPlan([])
    setShown(undefined)
    onApply(alternative)
  }
  return (
    <>
      <Text size="sm" mt="md">
        {t('repair.left', {
          hours: format.number(plan.left.shortHours, 1),
          before: format.number(plan.published.shortHours, 1),
        })}
      </Text>
      <Text size="sm">{minimumText(t, plan)}</Text>
      {plan.unfit.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('repair.unfit', { names: plan.unfit.map((p) => p.personName).join(', ') })}
        </Text>
      )}
      {stale && <Status standing="warn">{t('repair.stale')}</Status>}
      {plan.alternatives.map((alternative, at) => (
        <section key={alternative.people} className={classes.issue}>
          <Title order={3}>{askText(t, alternative.people)}</Title>
          <Status standing={alternative.restores ? 'ok' : 'warn'}>
            {t(alternative.restores ? 'repair.restores' : 'repair.partly')}
          </Status>
          <Text size="sm">
            {t('repair.short', {
              hours: format.number(alternative.shortHours, 1),
              delta: deltaText(format, alternative.cost.total - plan.left.cost.total),
            })}
          </Text>
          {alternative.changes.map((change) => (
            <ChangeLines key={change.personId} change={change} desk={desk} />
          ))}
          <Group mt="xs" gap="xs">
            <Button
              size="compact-sm"
              variant="default"
              aria-pressed={shown === at}
              disabled={stale}
              onClick={() => show(at)}
            >
              {t('repair.show')}
            </Button>
            <Button size="compact-sm" disabled={stale} onClick={() => apply(alternative)}>
              {t('repair.apply')}
            </Button>
          </Group>
        </section>
      ))}
      <Text size="xs" c="dimmed" mt="xs">
        {t('repair.tell')} {!records && words('unrecorded')}
      </Text>
      {plan.standbys.length > 0 && (
        <>
          <Title order={3} mt="md">
            {t('repair.standbys')}
          </Title>
          {plan.standbys.map((change) => (
            <ChangeLines key={change.personId} change={change} desk={desk} />
          ))}
        </>
      )}
    </>
  )
}

type Translate = ReturnType<typeof useRosterStrings>

function minimumText(t: Translate, plan: RepairPlan): string {
  if (plan.unreachable) return t('repair.unreachable')
  if (plan.minimumPeople === 0) return t('repair.none')
  if (plan.minimumPeople === 1) return t('repair.minimumOne')
  return t('repair.minimum', { count: plan.minimumPeople })
}

function askText(t: Translate, people: number): string {
  if (people === 0) return t('repair.askNobody')
  return people === 1 ? t('repair.askOne') : t('repair.ask', { count: people })
}

function ChangeLines({ change, desk }: { change: RepairChange; desk: Desk }) {
  const t = useRosterStrings()
  const format = useFormat()
  const { sheet } = desk
  const words = (day: number, shift: ShiftRow | undefined) => {
    if (!shift) return t('repair.off')
    const wall = (minute: number) => wallTime(sheet.clock.toWall(day, minute))
    return `${shift.letter} ${wall(shift.startMin)}–${wall(shift.endMin)}`
  }
  return (
    <div>
      <Text size="sm" mt={6}>
        <b>{change.personName}</b>
        {change.absent && ` (${t('repair.own')})`}
        {change.willing && ` (${t('repair.agreed')})`}
      </Text>
      {change.days.map((day) => {
        const at = sheet.dayAt(day.day)
        return (
          <Text key={day.day} size="sm">
            {format.day(day.day, 'weekdayDate')}
            {colon()}
            {words(at, day.from)} → {words(at, day.to)}
          </Text>
        )
      })}
      <Text size="xs" c="dimmed">
        {t('repair.gain', {
          gain: format.number(change.gain, 1),
          burden: deltaText(format, change.burden),
          hours: deltaText(format, change.paidMin / 60),
        })}
      </Text>
    </div>
  )
}
