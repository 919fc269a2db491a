import type { ClipboardEvent, KeyboardEvent } from 'react'
import { memo } from 'react'
import { useFormat } from '@/format'
import { isoWeekday, monthsBetween } from '@/parts/months/dates'
import classes from './drivers.module.css'
import type { Cell } from './sheet'
import { useDriverStrings } from './strings'

interface Props {
  cells: readonly Cell[]
  /** The days whose text is no figure. */
  wrong: readonly string[]
  today: string
  unit: string
  readOnly: boolean
  onWrite: (date: string, text: string) => void
  /** Several cells were pasted, beginning at a day. */
  onPaste: (date: string, text: string) => void
}

/** The sheet of a driver: a table a month, a field a day. Enter and the arrows go to the next day. */
export function Sheet({ cells, wrong, today, unit, readOnly, onWrite, onPaste }: Props) {
  const t = useDriverStrings()
  const format = useFormat()
  const months = monthsBetween(cells[0]?.date ?? '', cells.at(-1)?.date ?? '')
  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const day = dayOf(event.target)
    const text = event.clipboardData.getData('text/plain')
    if (readOnly || !day || !/[\t\n]/.test(text.trim())) return // one cell is the field's own
    event.preventDefault()
    onPaste(day, text)
  }
  const key = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key]
    const at = cells.findIndex(({ date }) => date === dayOf(event.target))
    const next = step && cells[at + step]
    if (!next) return
    event.preventDefault()
    const field = event.currentTarget.querySelector<HTMLInputElement>(`[data-day="${next.date}"]`)
    field?.focus()
    field?.select()
  }
  return (
    <section className={classes.sheet} aria-label={t('sheet')} onPaste={paste} onKeyDown={key}>
      {months.map((month) => (
        <table key={month} className={classes.month}>
          <caption>{format.month(month)}</caption>
          <thead className="visually-hidden">
            <tr>
              <th scope="col">{t('day')}</th>
              <th scope="col">{t('value')}</th>
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {cells
              .filter(({ date }) => date.startsWith(month))
              .map((cell) => (
                <Line
                  key={cell.date}
                  cell={cell}
                  unit={unit}
                  wrong={wrong.includes(cell.date)}
                  past={cell.date < today}
                  readOnly={readOnly}
                  onWrite={onWrite}
                />
              ))}
          </tbody>
        </table>
      ))}
    </section>
  )
}

function dayOf(target: EventTarget): string | undefined {
  return target instanceof HTMLInputElement ? target.dataset.day : undefined
}

interface LineProps extends Pick<Props, 'unit' | 'readOnly' | 'onWrite'> {
  cell: Cell
  wrong: boolean
  past: boolean
}

const Line = memo(function Line({ cell, unit, wrong, past, readOnly, onWrite }: LineProps) {
  const t = useDriverStrings()
  const format = useFormat()
  const { date, text, planned } = cell
  const day = format.day(date, 'weekdayDate')
  return (
    <tr data-weekend={isoWeekday(date) > 5 || undefined}>
      <th scope="row">{day}</th>
      <td>
        <input
          className={classes.field}
          data-day={date}
          inputMode="decimal"
          autoComplete="off"
          aria-label={unit ? `${day}, ${unit}` : day}
          aria-invalid={wrong || undefined}
          readOnly={readOnly}
          value={text}
          onChange={(event) => onWrite(date, event.currentTarget.value)}
        />
      </td>
      <td className={classes.state}>
        {wrong ? t('noFigure') : planned ? t(past ? 'unconfirmed' : 'planned') : ''}
      </td>
    </tr>
  )
})
