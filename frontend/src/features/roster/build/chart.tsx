import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Point, paths } from '../model/convergence'
import { useRosterStrings } from '../strings'

const WIDTH = 300
const HEIGHT = 90

/** Best value (solid) and proven bound (dashed) over time. */
export function Chart({ points, label }: { points: readonly Point[]; label: string }) {
  const t = useRosterStrings()
  const format = useFormat()
  const { best, bound, low, high } = paths(points, WIDTH, HEIGHT)
  return (
    <figure style={{ margin: '8px 0 0', maxWidth: 480 }}>
      <svg
        viewBox={`-2 -4 ${WIDTH + 4} ${HEIGHT + 8}`}
        width="100%"
        role="img"
        aria-label={`${label}${colon()}${format.number(low)} – ${format.number(high)}`}
        style={{ borderBottom: '1px solid var(--control)' }}
      >
        <polyline points={best} fill="none" stroke="var(--bad)" strokeWidth="2" />
        <polyline
          points={bound}
          fill="none"
          stroke="var(--info)"
          strokeWidth="2"
          strokeDasharray="5 4"
        />
      </svg>
      <figcaption style={{ fontSize: 12, color: 'var(--muted)' }}>
        ── {t('build.best')} · ┄┄ {t('build.bound')}
      </figcaption>
    </figure>
  )
}
