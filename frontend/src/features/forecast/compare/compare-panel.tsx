import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNames } from '@/api/resource'
import { useMay } from '@/api/session'
import type { Forecast } from '@/api/types'
import { employers } from '@/api/workforce'
import { Lock as LockIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import classes from '../adjust/adjust.module.css'
import type { ForecastSearch } from '../route'
import { useForecastStrings } from '../strings'
import { Compared } from './compared'
import { LockDialog } from './lock-dialog'
import { comparisonQuery, type Lock, locksQuery } from './queries'
import { RivalSelect } from './rival-select'
import { rivalSearch } from './rivals'

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

/** The forecast beside another run or a lock, and what has been promised to whom. */
export function ComparePanel(props: Props) {
  const { forecast, search, onChange } = props
  const t = useForecastStrings()
  const mayLock = useMay('demand:manage')
  const [locking, setLocking] = useState(false)
  const locks = useQuery(locksQuery(forecast.queueId))
  const rival = { with: search.with, lock: search.lock }
  const comparison = useQuery(comparisonQuery(forecast.id, rival))
  const chosen = rival.with !== undefined || rival.lock !== undefined
  return (
    <>
      <RivalSelect {...props} />
      {chosen ? (
        <Loaded query={comparison}>
          {(data) => (
            <Compared
              comparison={data}
              names={[t('lines.run', { id: forecast.id }), nameOf(data.b, t)]}
            />
          )}
        </Loaded>
      ) : (
        <Text size="sm" c="dimmed" my="xs">
          {t('compare.none')}
        </Text>
      )}
      <Group justify="space-between" mt="md">
        <Text fw={600}>{t('lock.list')}</Text>
        {mayLock && (
          <Button
            size="xs"
            leftSection={<LockIcon size={14} aria-hidden />}
            onClick={() => setLocking(true)}
          >
            {t('lock.title')}
          </Button>
        )}
      </Group>
      <Loaded query={locks}>
        {(list) => (
          <LockList
            locks={list}
            shown={search.lock}
            onShow={(id) => onChange(rivalSearch(id === undefined ? '' : `lock ${id}`))}
          />
        )}
      </Loaded>
      <LockDialog forecast={forecast} opened={locking} onClose={() => setLocking(false)} />
    </>
  )
}

type Strings = ReturnType<typeof useForecastStrings>

function nameOf(
  { forecastId, lockId, name }: { forecastId: number; lockId?: number; name?: string },
  t: Strings,
) {
  if (lockId === undefined) return t('lines.run', { id: forecastId })
  return name ?? t('lines.lock', { id: lockId })
}

interface ListProps {
  locks: readonly Lock[]
  shown: number | undefined
  onShow: (id: number | undefined) => void
}

function LockList({ locks, shown, onShow }: ListProps) {
  const t = useForecastStrings()
  const format = useFormat()
  const vendorName = useNames(employers)
  if (locks.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('lock.noLocks')}
      </Text>
    )
  }
  return (
    <ul className={classes.layers} aria-label={t('lock.list')}>
      {locks.map((lock) => (
        <li key={lock.id} data-open={lock.id === shown || undefined}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Text fw={600}>{lock.name}</Text>
            <Button
              size="compact-sm"
              variant="default"
              aria-pressed={lock.id === shown}
              aria-label={t('compare.showNamed', { name: lock.name })}
              onClick={() => onShow(lock.id === shown ? undefined : lock.id)}
            >
              {lock.id === shown ? t('compare.hide') : t('compare.show')}
            </Button>
          </Group>
          {lock.note && <p className={classes.why}>{lock.note}</p>}
          <p className={classes.about}>
            {vendorName(lock.employerId) || t('lock.nobody')} ·{' '}
            {t('lines.run', { id: lock.forecastId })} · {lock.createdByName || t('adjust.system')} ·{' '}
            {format.dateTime(lock.createdAt, lock.zone)}
          </p>
        </li>
      ))}
    </ul>
  )
}
