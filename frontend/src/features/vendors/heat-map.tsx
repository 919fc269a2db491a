import { useFormat } from '@/format'
import type { HoursBoard, HoursBoardRow } from './queries'
import { useVendorStrings } from './strings'
import classes from './vendors.module.css'

interface Props {
  board: HoursBoard
  row: HoursBoardRow
}

/** How a cell stands: from three steps too little over even to two steps too much. */
type Shade = 'none' | 'open' | 'short3' | 'short2' | 'short1' | 'even' | 'spare1' | 'spare2'

/** Days as rows, intervals as cells: what came against what was committed. */
export function HeatMap({ board, row }: Props) {
  const t = useVendorStrings()
  const format = useFormat()
  const span = openSpan(board, row)
  const label = t('mapLabel', { name: row.name })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keys
    <section className={classes.map} aria-label={label} tabIndex={0}>
      <div role="img" aria-label={label}>
        <Hours board={board} span={span} />
        {board.days.map((day, k) => {
          const first = board.dayStarts[k] ?? 0
          const last = board.dayStarts[k + 1] ?? board.starts.length
          const told = row.sources[k] !== ''
          return (
            <div key={day} className={classes.day}>
              <span className={classes.dayName}>{format.day(day, 'weekdayDate')}</span>
              {Array.from({ length: Math.min(last - first, span.to) - span.from }, (_, n) => {
                const i = first + span.from + n
                const at = board.starts[i] ?? ''
                const figures = {
                  time: format.time(at, board.zone),
                  required: format.number(row.required[i] ?? 0, 1),
                  committed: format.number(row.committed[i] ?? 0, 1),
                  delivered: told ? format.number(row.delivered[i] ?? 0, 1) : '–',
                }
                return (
                  <span
                    key={at}
                    className={classes.cell}
                    data-shade={shadeOf(row, i, told)}
                    title={t('cell', figures)}
                  />
                )
              })}
            </div>
          )
        })}
      </div>
      <ul className={classes.legend} aria-label={t('legend')}>
        {(['short3', 'short2', 'short1', 'even', 'spare1', 'spare2', 'open'] as const).map((s) => (
          <li key={s}>
            <span className={classes.cell} data-shade={s} /> {t(`shades.${s}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The clock above the cells: every full hour that begins with a cell. */
function Hours({ board, span }: { board: HoursBoard; span: { from: number; to: number } }) {
  const format = useFormat()
  const first = (board.dayStarts[0] ?? 0) + span.from
  return (
    <div className={classes.day} aria-hidden>
      <span className={classes.dayName} />
      {Array.from({ length: span.to - span.from }, (_, n) => {
        const at = board.starts[first + n] ?? ''
        const time = at && format.time(at, board.zone)
        return (
          <span key={at} className={classes.hour}>
            {time.endsWith(':00') && Number(time.slice(0, 2)) % 2 === 0 ? time : ''}
          </span>
        )
      })}
    </div>
  )
}

function shadeOf(
  { committed, required, delivered }: HoursBoardRow,
  i: number,
  told: boolean,
): Shade {
  const promised = committed[i] ?? 0
  if (promised === 0) return (required[i] ?? 0) > 0 ? 'open' : 'none'
  if (!told) return 'open'
  const off = (delivered[i] ?? 0) / promised - 1
  if (off < -0.3) return 'short3'
  if (off < -0.15) return 'short2'
  if (off < -0.05) return 'short1'
  if (off <= 0.05) return 'even'
  return off <= 0.15 ? 'spare1' : 'spare2'
}

/** The intervals of a day outside which nothing is required on any day. */
function openSpan(board: HoursBoard, row: HoursBoardRow) {
  let from = Number.POSITIVE_INFINITY
  let to = 0
  board.dayStarts.forEach((first, k) => {
    const last = board.dayStarts[k + 1] ?? board.starts.length
    for (let i = first; i < last; i++) {
      if ((row.required[i] ?? 0) + (row.committed[i] ?? 0) + (row.delivered[i] ?? 0) === 0) continue
      from = Math.min(from, i - first)
      to = Math.max(to, i - first + 1)
    }
  })
  return to === 0 ? { from: 0, to: 0 } : { from, to }
}
