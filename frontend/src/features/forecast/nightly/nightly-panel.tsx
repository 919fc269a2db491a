import { Anchor, Button, Group, Paper, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useMay } from '@/api/session'
import type { Site } from '@/api/types'
import { Moon } from '@/design/icons'
import { useFormat } from '@/format'
import { lazily } from '@/parts/lazily'
import { type Standing, Status } from '@/parts/status'
import { clockOfHour } from './hours'
import { type Night, type Schedule, scheduleQuery } from './queries'
import { useNightlyStrings } from './strings'

const NightlyDrawer = lazily(async () => (await import('./nightly-drawer')).NightlyDrawer)

/** Whether the site's queues are forecast every night, what came of the last one, and the way to change it. */
export function NightlyPanel({ site }: { site: Site | undefined }) {
  const t = useNightlyStrings()
  const mayDecide = useMay('demand:manage')
  const [open, setOpen] = useState(false)
  const { data: schedule } = useQuery(scheduleQuery())
  if (!schedule) return null
  const night = schedule.nights.find(({ siteId }) => siteId === site?.id)
  return (
    <Paper
      component="section"
      aria-label={t('title')}
      withBorder
      px="sm"
      py="xs"
      mb="sm"
      style={{ borderColor: 'var(--line)' }}
    >
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <Moon size={16} aria-hidden />
          <Text fw={600} span>
            {t('title')}
          </Text>
          <Text span>
            <HowTheyGo schedule={schedule} />
          </Text>
          {schedule.active && site && <LastNight night={night} zone={site.zone} />}
        </Group>
        {mayDecide && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {schedule.active ? t('change') : t('switchOn')}
          </Button>
        )}
      </Group>
      {open && <NightlyDrawer schedule={schedule} onClose={() => setOpen(false)} />}
    </Paper>
  )
}

function HowTheyGo({ schedule: { active, hour, days, queueIds } }: { schedule: Schedule }) {
  const t = useNightlyStrings()
  if (!active) return t('off')
  return t('on', {
    clock: clockOfHour(hour),
    days: t('days', { count: days }),
    queues: queueIds ? t('queues', { count: queueIds.length }) : t('allQueues'),
  })
}

function LastNight({ night, zone }: { night: Night | undefined; zone: string }) {
  const t = useNightlyStrings()
  const format = useFormat()
  if (!night) return <Text c="dimmed">{t('noNight')}</Text>
  const label = t('night', { day: format.day(night.night, 'short') })
  if (night.endedAt === undefined) {
    const when = format.time(night.startedAt, zone)
    return (
      <Line standing="info" label={label}>
        {t('running', { when })}
      </Line>
    )
  }
  const { forecastIds, failedIds, unchangedQueueIds, queueIdsWithoutHistory } = night
  const [failed] = failedIds
  const parts = [
    forecastIds.length > 0 && t('made', { count: forecastIds.length }),
    unchangedQueueIds.length > 0 && t('unchanged', { count: unchangedQueueIds.length }),
    queueIdsWithoutHistory.length > 0 && t('empty', { count: queueIdsWithoutHistory.length }),
  ].filter((part) => part !== false)
  return (
    <Line standing={failed === undefined ? 'ok' : 'bad'} label={label}>
      {parts.join(' · ')}
      {failed !== undefined && (
        <>
          {parts.length > 0 && ' · '}
          <Anchor
            inherit
            renderRoot={(props) => (
              <Link to="/forecast/$forecastId" params={{ forecastId: failed }} {...props} />
            )}
          >
            {t('failed', { count: failedIds.length })}
          </Anchor>
        </>
      )}
    </Line>
  )
}

function Line(props: { standing: Standing; label: string; children: ReactNode }) {
  return (
    <Group gap={6}>
      <Status standing={props.standing}>{props.label}</Status>
      <Text span c="dimmed" size="sm">
        {props.children}
      </Text>
    </Group>
  )
}
