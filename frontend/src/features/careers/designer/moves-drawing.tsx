import { Text } from '@mantine/core'
import { useId } from 'react'
import type { LadderReport } from '../queries'
import { useCareerStrings } from '../strings'
import classes from './designer.module.css'
import { type LadderDocument, MOVE_KINDS } from './document'
import { arrow, BOX, boxes, extent } from './drawing'
import { faultsAt, moveKey, usePartNames } from './faults'
import { useDesignerStrings } from './strings'

interface Props {
  doc: LadderDocument
  faults: LadderReport['faults']
}

/** The rungs and the moves between them as a picture; the list below says the same. */
export function MovesDrawing({ doc, faults }: Props) {
  const t = useDesignerStrings()
  const names = usePartNames(doc)
  const tip = useId()
  const all = boxes(doc)
  const at = new Map(all.map((box) => [box.code, box]))
  const { width, height } = extent(all)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.drawing} tabIndex={0} aria-label={t('moves.drawn')}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        role="img"
        aria-label={t('moves.drawn')}
      >
        <defs>
          <marker
            id={tip}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 Z" fill="var(--muted)" />
          </marker>
        </defs>
        {doc.moves.map((move) => {
          const [from, to] = [at.get(move.from), at.get(move.to)]
          if (!from || !to) return null
          const key = moveKey(move.from, move.to)
          return (
            <path
              key={key}
              className={classes.arrow}
              data-kind={move.kind}
              data-fault={faultsAt(faults, 'move', key).length > 0 || undefined}
              d={arrow(move, from, to)}
              markerEnd={`url(#${tip})`}
            />
          )
        })}
        {all.map(({ code, x, y }) => (
          <g key={code}>
            <rect className={classes.box} {...{ x, y, ...BOX }} rx={6} />
            <text className={classes.label} x={x + BOX.width / 2} y={y + 21} textAnchor="middle">
              {names.rung(code)}
            </text>
          </g>
        ))}
      </svg>
      <Legend />
    </section>
  )
}

/** How each kind of move is drawn. */
function Legend() {
  const words = useCareerStrings()
  return (
    <Text
      size="sm"
      c="dimmed"
      component="div"
      style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}
    >
      {MOVE_KINDS.map((kind) => (
        <span key={kind}>
          <svg width={30} height={8} style={{ display: 'inline', minWidth: 0 }} aria-hidden="true">
            <path className={classes.arrow} data-kind={kind} d="M0 4 L30 4" />
          </svg>{' '}
          {words(`moves.${kind}`)}
        </span>
      ))}
    </Text>
  )
}
