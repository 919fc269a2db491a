import { Button, Skeleton } from '@mantine/core'
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import { useMay } from '@/api/session'
import type { Forecast } from '@/api/types'
import { useListShortcuts } from '@/app/keys/shortcuts'
import { EditIcon } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { lazily } from '@/parts/lazily'
import { AdjustPanel } from './adjust/adjust-panel'
import { MarkLayer } from './adjust/mark-layer'
import { useDraft } from './adjust/use-draft'
import { useLayers } from './adjust/use-layers'
import classes from './forecast.module.css'
import { useKeyLines } from './key-lines'
import { EventLane } from './lane/event-lane'
import { useLane } from './lane/use-lane'
import { daysOf, rangeIn } from './range'
import type { ForecastSearch } from './route'
import { PanelOpener, SidePanel } from './side-panel'
import { useForecastStrings } from './strings'
import { TimelineChart } from './timeline-chart'
import { coversToday, useIntraday } from './today/queries'
import { restLine } from './today/rest'
import { Toolbar } from './toolbar'
import { sightOf, useTimeline } from './use-timeline'
import { useSuppose } from './whatif/use-suppose'
import { type Move, moved, moveFor, within } from './zoom'

const ComparePanel = lazily(async () => (await import('./compare/compare-panel')).ComparePanel)
const TodayPanel = lazily(async () => (await import('./today/today-panel')).TodayPanel)
const WhatIfPanel = lazily(async () => (await import('./whatif/whatif-panel')).WhatIfPanel)

interface Props {
  forecast: Forecast
  search: ForecastSearch
  onChange: (change: Partial<ForecastSearch>) => void
}

/** What is coming, drawn: with what happened, what acts on it, and what one would change. */
export function Workspace({ forecast, search, onChange }: Props) {
  const t = useForecastStrings()
  const mayAdjust = useMay('demand:manage')
  const [marking, setMarking] = useState(false)
  const drafting = useDraft(forecast, sightOf(forecast, search).measure)
  const layers = useLayers(forecast)
  const intraday = useIntraday(forecast)
  const supposing = useSuppose(forecast)
  const ghosts = useMemo(
    () =>
      [intraday.data && restLine(intraday.data), supposing.seen?.ghost, drafting.ghost].filter(
        (one) => one !== undefined,
      ),
    [intraday.data, supposing.seen, drafting.ghost],
  )
  const { sight, timeline, error, retry } = useTimeline(forecast, search, ghosts)
  const panel = search.panel ?? 'adjust'
  const lane = useLane(forecast, sight.all, layers.layers, () => onChange({ panel: 'adjust' }))
  useListShortcuts(useKeyLines())
  const range = timeline && rangeIn(timeline, sight.window)
  const move = useCallback(
    (how: Move) => {
      // the past has no end here: history is asked for when the window reaches it
      onChange(within(moved(sight.window, how), { from: '0001-01-01', to: sight.all.to }))
    },
    [sight, onChange],
  )
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const how = moveFor(event.key)
    if (how) move(how)
    else if (event.key === '0') onChange({ from: undefined, to: undefined })
    else if (event.key === 'm' && mayAdjust) setMarking(!marking)
    else if (event.key === 'Escape') drafting.clear()
    else return
    event.preventDefault()
  }
  const begin = () => {
    if (!timeline || !range) return
    const first = timeline.places.findIndex(({ span }, i) => span !== undefined && i >= range[0])
    const day = timeline.places[first]?.day
    drafting.mark(
      timeline,
      first,
      timeline.places.findLastIndex((place) => place.day === day),
    )
  }
  return (
    <>
      <Toolbar {...{ search, sight, onChange }} onMove={move}>
        {mayAdjust && (
          <Button
            size="xs"
            variant={marking ? 'filled' : 'default'}
            aria-pressed={marking}
            leftSection={<EditIcon size={16} aria-hidden />}
            onClick={() => setMarking(!marking)}
          >
            {t('mark.tool')}
          </Button>
        )}
        {panel === 'none' && <PanelOpener onOpen={() => onChange({ panel: undefined })} />}
      </Toolbar>
      {error && <ErrorPanel error={error} onRetry={retry} />}
      <div className={classes.desk} data-alone={panel === 'none' || undefined}>
        {timeline && range ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is moved and zoomed by keys
          <section aria-label={t('chart.region')} tabIndex={0} onKeyDown={keys}>
            <TimelineChart
              timeline={timeline}
              intervalMin={forecast.intervalMin}
              flags={forecast.flags}
              range={range}
              onRange={(next) => onChange(daysOf(timeline, next))}
              above={(frame) => <EventLane {...{ frame, timeline }} {...lane} />}
              onTop={(frame) => (
                <MarkLayer
                  {...{ frame, timeline, marking }}
                  mark={drafting.markIn(timeline)}
                  factor={drafting.factor}
                  onMark={(a, b) => drafting.mark(timeline, a, b)}
                  onFactor={drafting.lift}
                  onResize={(end, places) => drafting.resize(timeline, end, places)}
                  onClear={drafting.clear}
                />
              )}
            />
          </section>
        ) : (
          !error && <Skeleton height={480} />
        )}
        <SidePanel
          open={panel}
          onOpen={(next) => onChange({ panel: next })}
          panels={{
            adjust: (
              <AdjustPanel
                {...{ forecast, drafting, layers }}
                open={lane.openAdjustment}
                onShow={(one) => onChange(lane.show(one))}
                onBegin={begin}
              />
            ),
            whatif: <WhatIfPanel {...{ forecast, supposing }} />,
            compare: <ComparePanel {...{ forecast, search, onChange }} />,
            today: coversToday(forecast) ? (
              <TodayPanel forecast={forecast} query={intraday} />
            ) : undefined,
          }}
        />
      </div>
    </>
  )
}
