import { Anchor, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { DayQuality, QueueQuality } from '@/api/types'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import classes from './quality.module.css'
import { RepairTable } from './repair-table'
import { remarkKey } from './states'
import { useQualityStrings } from './strings'

interface Props {
  quality: QueueQuality
  day: DayQuality
  onClose: () => void
}

/** One day of the history: what is known of it, and what to do. */
export function DayPanel({ quality, day, onClose }: Props) {
  const t = useQualityStrings()
  const format = useFormat()
  const remarks = day.remarks.map((remark) => {
    const key = remarkKey(remark)
    return key ? t(`remarks.${key}`) : remark
  })
  const facts: [string, ReactNode][] = [
    [t('state'), t(`states.${day.state}`)],
    [t('contacts'), format.number(day.contacts)],
    [
      t('intervals'),
      t('seenOf', { seen: format.number(day.seen), expected: format.number(day.expected) }),
    ],
    ...(day.zeros > 0
      ? [fact(t('zeros'), t('minutes', { number: format.number(day.zeros * quality.intervalMin) }))]
      : []),
    ...(day.overlaps > 0
      ? [
          fact(
            t('overlaps'),
            t('overlapsOf', {
              overlaps: format.number(day.overlaps),
              doubled: format.number(day.doubled),
            }),
          ),
        ]
      : []),
    ...(day.known.length > 0 ? [fact(t('calendar'), day.known.join(', '))] : []),
    ...(remarks.length > 0 ? [fact(t('remarksTitle'), remarks.join('; '))] : []),
  ]
  return (
    <Panel
      title={format.day(day.date)}
      actions={
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('close')}
        </Button>
      }
    >
      <p className={classes.note}>{t(`advice.${day.state}`)}</p>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {day.repairs.length > 0 && (
        <RepairTable
          label={t('repairsOf', { day: format.day(day.date) })}
          repairs={day.repairs.map((repair) => ({ ...repair, date: day.date }))}
          intervalMin={quality.intervalMin}
        />
      )}
      <Group gap="md" mt="sm">
        <Anchor renderRoot={(props) => <Link to="/calendars" search={(old) => old} {...props} />}>
          {t('markEvent')}
        </Anchor>
        <Anchor renderRoot={(props) => <Link to="/import" {...props} />}>{t('importAgain')}</Anchor>
        <Anchor
          renderRoot={(props) => (
            <Link
              to="/forecast"
              search={(old) => ({ ...old, queue: quality.queueId })}
              {...props}
            />
          )}
        >
          {t('toForecasts')}
        </Anchor>
      </Group>
    </Panel>
  )
}

function fact(name: string, value: ReactNode): [string, ReactNode] {
  return [name, value]
}
