import { Alert, Anchor, Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { driftQuery } from '@/api/accuracy'
import { useSite } from '@/api/sites'
import type { QueueDrift } from '@/api/types'
import { WarnIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from './accuracy.module.css'
import { useAccuracyStrings } from './strings'

/** Queues whose forecasts have gone astray, since when, and what to do about it. */
export function DriftPanel({ onLook }: { onLook: (queue: number) => void }) {
  const t = useAccuracyStrings()
  const site = useSite()
  const query = useQuery({ ...driftQuery(site?.id), enabled: site !== undefined })
  return (
    <Loaded query={query} waiting={null}>
      {({ alarms, steady }) =>
        alarms.length === 0 ? (
          steady.length > 0 && (
            <p className={classes.note}>
              <Status standing="ok">{t('drift.none', { count: steady.length })}</Status>
            </p>
          )
        ) : (
          <Stack gap="xs">
            {alarms.map((alarm) => (
              <Alarm key={alarm.queueId} alarm={alarm} onLook={() => onLook(alarm.queueId)} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}

function Alarm({ alarm, onLook }: { alarm: QueueDrift; onLook: () => void }) {
  const t = useAccuracyStrings()
  const format = useFormat()
  const { queueId, queueName, side, since, bias, wape, usualWape } = alarm
  const day = since ? format.day(since) : ''
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  return (
    <Alert
      color="orange"
      variant="outline"
      icon={<WarnIcon size={18} aria-hidden />}
      title={t(side === 'too_high' ? 'drift.tooHigh' : 'drift.tooLow', { queue: queueName, day })}
    >
      <p className={classes.plain}>
        {t('drift.figures', {
          bias: bias === undefined ? '–' : format.signedPercent(bias, 1),
          error: share(wape),
          usual: share(usualWape),
        })}
      </p>
      <p className={classes.plain}>{t('drift.advice')}</p>
      <Group gap="md" mt={6}>
        <Button size="compact-sm" variant="default" onClick={onLook}>
          {t('drift.look')}
        </Button>
        <Anchor
          renderRoot={(props) => (
            <Link to="/forecast" search={(old) => ({ ...old, queue: queueId })} {...props} />
          )}
        >
          {t('drift.again')}
        </Anchor>
        <Anchor
          renderRoot={(props) => (
            <Link to="/quality" search={(old) => ({ ...old, queue: queueId })} {...props} />
          )}
        >
          {t('drift.quality')}
        </Anchor>
        <Anchor renderRoot={(props) => <Link to="/calendars" {...props} />}>
          {t('drift.event')}
        </Anchor>
      </Group>
    </Alert>
  )
}
