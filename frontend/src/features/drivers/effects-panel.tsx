import { Anchor } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { latestEffectsQuery } from '@/api/effects'
import { useList } from '@/api/resource'
import type { Driver, DriverUse, ForecastEffect } from '@/api/types'
import { queues } from '@/api/workforce'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { useDriverStrings } from './strings'

interface Row {
  readonly queue: number
  readonly name: string
  readonly forecast: number
  readonly measure: DriverUse['measure']
  readonly use: DriverUse
  readonly effect?: ForecastEffect
}

/** What the last forecast of each queue learnt of the driver, and whether it goes by it. */
export function EffectsPanel({ driver }: { driver: Driver }) {
  const t = useDriverStrings()
  const { data: all = [] } = useList(queues)
  const moved = all.filter(({ id, siteId }) =>
    driver.queueIds?.length ? driver.queueIds.includes(id) : siteId === driver.siteId,
  )
  const found = useQueries({ queries: moved.map(({ id }) => latestEffectsQuery(id)) })
  const rows = found.flatMap(({ data }, at): Row[] => {
    const queue = moved[at]
    const forecast = data?.forecast
    if (!queue || !data || forecast === undefined) return []
    return data.drivers
      .filter(({ code }) => code === driver.code)
      .map((use) => ({
        ...{ queue: queue.id, name: queue.name, forecast, use, measure: use.measure },
        effect: data.effects.find((one) => one.code === driver.code && one.measure === use.measure),
      }))
  })
  const columns = useColumns()
  return (
    <Panel title={t('effects.title')}>
      {rows.length === 0 ? (
        <p style={{ margin: 0, color: 'var(--muted)' }}>
          {t(found.some(({ isPending }) => isPending) ? 'effects.asking' : 'effects.none')}
        </p>
      ) : (
        <DataTable
          label={t('effects.label')}
          columns={columns}
          rows={rows}
          rowKey={({ queue, measure }) => `${queue} ${measure}`}
        />
      )}
    </Panel>
  )
}

function useColumns(): Column<Row>[] {
  const t = useDriverStrings()
  const format = useFormat()
  const per = ({ perUnit, unit }: ForecastEffect) =>
    perUnit === undefined
      ? ''
      : unit
        ? t('effects.perUnit', { number: format.number(perUnit, 2), unit })
        : t('effects.perShare', { share: format.percent(perUnit) })
  return [
    {
      key: 'queue',
      header: t('effects.queue'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name, forecast }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/forecast/$forecastId" params={{ forecastId: forecast }} {...props} />
          )}
        >
          {name}
        </Anchor>
      ),
    },
    { key: 'measure', header: t('measure'), cell: ({ measure }) => t(`measures.${measure}`) },
    {
      key: 'use',
      header: t('effects.use'),
      cell: ({ use }) => (
        <Status standing={use.used ? 'ok' : 'info'}>{t(`effects.reasons.${use.reason}`)}</Status>
      ),
    },
    {
      key: 'effect',
      header: t('effects.effect'),
      align: 'end',
      sortBy: ({ effect }) => effect?.effectPct ?? 0,
      cell: ({ effect }) =>
        effect ? `${format.signedPercent(effect.effectPct / 100, 1)} ${per(effect)}` : '–',
    },
    {
      key: 'interval',
      header: t('effects.interval'),
      align: 'end',
      cell: ({ effect }) =>
        effect
          ? `${format.signedPercent(effect.lo / 100, 1)} – ${format.signedPercent(effect.hi / 100, 1)}`
          : '–',
    },
    {
      key: 'days',
      header: t('effects.days'),
      align: 'end',
      cell: ({ effect }) => (effect ? format.number(effect.days) : '–'),
    },
    {
      key: 'error',
      header: t('effects.error'),
      align: 'end',
      cell: ({ use: { with: after, without: before } }) =>
        before === undefined || after === undefined
          ? '–'
          : `${format.percent(before, 1)} → ${format.percent(after, 1)}`,
    },
  ]
}
