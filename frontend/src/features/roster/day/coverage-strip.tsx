import { getRouteApi } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { type DayCoverage, slotLevels } from '../model/coverage'
import { useRosterStrings } from '../strings'
import classes from './day.module.css'

const route = getRouteApi('/shell/roster/$rosterId')
const HEIGHT = 66

interface Props {
  coverage: DayCoverage
  day: number
  queue: number | undefined
  /** Pixels a minute. */
  scale: number
}

/** Needed people as a line over scheduled ones as an area; what lacks is orange. A click asks why. */
export function CoverageStrip({ coverage, day, queue, scale }: Props) {
  const t = useRosterStrings()
  const navigate = route.useNavigate()
  const [first, last] = coverage.spans[day] ?? [0, 0]
  const levels = Array.from({ length: last - first }, (_, at) =>
    slotLevels(coverage, first + at, queue),
  )
  const most = Math.max(1, ...levels.flatMap(({ required, scheduled }) => [required, scheduled]))
  const step = coverage.slotMin * scale
  const height = (people: number) => (people / most) * (HEIGHT - 4)
  const ask = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = event.detail === 0 ? 0 : Math.floor((event.clientX - box.left) / step)
    const slot = first + Math.min(Math.max(at, 0), levels.length - 1)
    void navigate({ search: (old) => ({ ...old, panel: 'slot', slot }), replace: true })
  }
  return (
    <button
      type="button"
      className={classes.coverage}
      aria-label={t('slot.title')}
      style={{ width: levels.length * step }}
      onClick={ask}
    >
      <svg width={levels.length * step} height={HEIGHT} aria-hidden>
        {levels.map(({ required, scheduled }, at) => {
          const met = Math.min(required, scheduled)
          const x = at * step
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: slots have no name but their place
            <g key={at}>
              <rect
                x={x}
                y={HEIGHT - height(met)}
                width={step}
                height={height(met)}
                fill="var(--even)"
              />
              <rect
                x={x}
                y={HEIGHT - height(Math.max(required, scheduled))}
                width={step}
                height={height(Math.abs(required - scheduled))}
                fill={required > scheduled ? 'var(--short-2)' : 'var(--spare-1)'}
              />
            </g>
          )
        })}
        <path
          d={levels
            .map(({ required }, at) => {
              const y = (HEIGHT - height(required)).toFixed(1)
              return `${at === 0 ? 'M' : 'L'}${(at * step).toFixed(1)},${y} H${((at + 1) * step).toFixed(1)}`
            })
            .join(' ')}
          fill="none"
          stroke="var(--text)"
          strokeWidth="1.5"
        />
      </svg>
    </button>
  )
}
