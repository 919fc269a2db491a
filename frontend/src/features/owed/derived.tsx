import type { Derivation } from '@/api/owed'
import { useFormat } from '@/format'
import { useFormulas, useStepNames } from './derivation-words'
import { useMetricNames } from './metric-names'
import classes from './owed.module.css'

/** A figure that opens down to what it was computed from. */
export function Derived({ step, open }: { step: Derivation; open?: boolean }) {
  const from = step.from ?? []
  if (from.length === 0) {
    return (
      <div className={classes.leaf}>
        <StepLine step={step} />
      </div>
    )
  }
  return (
    <details open={open} className={classes.step}>
      <summary>
        <StepLine step={step} />
      </summary>
      {from.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no names of their own and never move
        <Derived key={i} step={one} />
      ))}
    </details>
  )
}

function StepLine({ step }: { step: Derivation }) {
  const word = useStepNames()
  const formula = useFormulas()
  const name = useMetricNames()
  const format = useFormat()
  const value = step.amount
    ? format.money(step.amount)
    : step.number !== undefined
      ? format.number(Number(step.number), 6)
      : step.text
  return (
    <span>
      {word(step.name)} {step.of && <em>{step.name === 'count' ? step.of : name(step.of)}</em>}{' '}
      <strong>{value}</strong> {step.formula && <small>{formula(step.formula)}</small>}
    </span>
  )
}
