import { type Formatters, useFormat } from '@/format'
import { type ErlangFigures, MEASURES } from './bench'
import { useWorkbenchStrings } from './strings'
import { measureText, seconds } from './words'
import classes from './workbench.module.css'

/** A column of figures with what it is of. */
export interface FigureColumn {
  readonly title: string
  readonly figures: ErlangFigures
}

interface Line {
  readonly name: string
  readonly value: (figures: ErlangFigures) => number | undefined
  readonly text: (format: Formatters, value: number) => string
  /** How a difference of two such values reads. */
  readonly change: (format: Formatters, value: number) => string
}

const points = (format: Formatters, value: number) => `${format.signed(100 * value, 2)} %`
const plain = (format: Formatters, value: number) => format.number(value, 2)
const signed = (format: Formatters, value: number) => format.signed(value, 2)
const signedSeconds = (format: Formatters, value: number) => `${format.signed(value, 1)} s`

/** How the queue does, column by column; of two settings with what the second changes. */
export function FiguresTable({
  columns,
  compared,
}: {
  columns: readonly FigureColumn[]
  compared: boolean
}) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const lines = useLines().filter(
    ({ value }, i) =>
      i < ALWAYS || columns.some(({ figures }) => ![0, 1, undefined].includes(value(figures))),
  )
  const [first, second] = columns
  return (
    <table className={classes.table} aria-label={t('table.label')}>
      <thead>
        <tr>
          <th scope="col">{t('table.figure')}</th>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
          {compared && <th scope="col">{t('table.difference')}</th>}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, value, text, change }) => {
          const [from, to] = [first && value(first.figures), second && value(second.figures)]
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ title, figures }) => {
                const one = value(figures)
                return <td key={title}>{one === undefined ? t('endless') : text(format, one)}</td>
              })}
              {compared && (
                <td>{from === undefined || to === undefined ? '–' : change(format, to - from)}</td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

// The first lines stand always; what concerns lines and redials only where it is something.
const ALWAYS = 7

function useLines(): Line[] {
  const t = useWorkbenchStrings()
  const share = (
    measure: 'service_level' | 'waiting' | 'abandonment' | 'occupancy' | 'blocking' | 'lost',
    value: Line['value'],
  ): Line => ({
    name: t(`measures.${measure}`),
    value,
    text: (format, one) => measureText(format, measure, one),
    change: points,
  })
  return [
    share(MEASURES[0], ({ serviceLevel }) => serviceLevel),
    { name: t('measures.asa'), value: ({ asaS }) => asaS, text: seconds, change: signedSeconds },
    {
      name: t('figures.meanWait'),
      value: ({ meanWaitS }) => meanWaitS,
      text: seconds,
      change: signedSeconds,
    },
    share('waiting', ({ pWait }) => pWait),
    share('abandonment', ({ pAbandon }) => pAbandon),
    share('occupancy', ({ occupancy }) => occupancy),
    {
      name: t('figures.queueLength'),
      value: ({ queueLength }) => queueLength,
      text: plain,
      change: signed,
    },
    share('blocking', ({ pBlock }) => pBlock),
    share('lost', ({ pLost, pAbandon }) => (pLost === pAbandon ? 0 : pLost)),
    { name: t('figures.attempts'), value: ({ attempts }) => attempts, text: plain, change: signed },
  ]
}
