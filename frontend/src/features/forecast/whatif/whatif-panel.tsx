import { Alert, Anchor, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Loaded } from '@/parts/loaded'
import adjust from '../adjust/adjust.module.css'
import { useForecastStrings } from '../strings'
import { DayChanges } from './day-changes'
import { DriverSlider } from './driver-slider'
import { EffectsList } from './effects-list'
import { EventForm } from './event-form'
import { type DriverUse, effectsQuery } from './queries'
import { NOTHING, withScale } from './suppose'
import type { Supposing } from './use-suppose'
import classes from './whatif.module.css'

interface Props {
  forecast: Forecast
  supposing: Supposing
}

/** What would come if a driver or an event were otherwise, and what the models learned of them. */
export function WhatIfPanel({ forecast, supposing }: Props) {
  const t = useForecastStrings()
  const effects = useQuery(effectsQuery(forecast.id))
  const { supposition, set, preview, seen, idle } = supposing
  return (
    <Loaded query={effects}>
      {(data) => (
        <>
          <Group justify="space-between" mb="xs">
            <Text fw={600}>{t('whatif.drivers')}</Text>
            <Button
              size="compact-sm"
              variant="default"
              disabled={idle}
              onClick={() => set(NOTHING)}
            >
              {t('whatif.reset')}
            </Button>
          </Group>
          {data.drivers.length === 0 && (
            <Text size="sm" c="dimmed" mb="sm">
              {t('whatif.noDrivers')}{' '}
              <Anchor
                size="sm"
                underline="always"
                renderRoot={(props) => <Link to="/drivers" {...props} />}
              >
                {t('whatif.toDrivers')}
              </Anchor>
            </Text>
          )}
          <ul className={classes.drivers}>
            {driversOf(data.drivers).map((driver) => (
              <li key={driver.code}>
                <DriverSlider
                  driver={driver}
                  scale={supposition.drivers.find(({ code }) => code === driver.code)?.scale ?? 1}
                  idle={preview.data?.idle.includes(driver.code) ?? false}
                  onScale={(scale) => set(withScale(supposition, driver.code, scale))}
                />
              </li>
            ))}
          </ul>
          <EventForm {...{ forecast, supposition }} onChange={set} />
          {preview.isError && !idle && <ErrorPanel error={preview.error} />}
          {seen && <Change seen={seen} />}
          {!idle && preview.data?.changed && (
            <Alert color="yellow" variant="outline" my="xs">
              {t('whatif.changed')}
            </Alert>
          )}
          {seen && <DayChanges days={seen.changes.days} />}
          <Text fw={600} mt="md" mb="xs">
            {t('effects.title')}
          </Text>
          <EffectsList effects={data.effects} />
        </>
      )}
    </Loaded>
  )
}

/** One of each driver: it may move contacts and handle time both. */
function driversOf(uses: readonly DriverUse[]): DriverUse[] {
  const found = new Map<string, DriverUse>()
  for (const use of uses) {
    const old = found.get(use.code)
    if (!old || (use.used && !old.used)) found.set(use.code, use)
  }
  return [...found.values()]
}

function Change({ seen }: { seen: NonNullable<Supposing['seen']> }) {
  const t = useForecastStrings()
  const format = useFormat()
  const { before, after } = seen.changes.all
  return (
    <p className={adjust.effect} role="status">
      <span>
        {t('figures.total')}
        {colon()}
        {format.number(before)} → <b>{format.number(after)}</b>
        {before > 0 && ` (${format.signedPercent(after / before - 1, 1)})`}
      </span>
    </p>
  )
}
