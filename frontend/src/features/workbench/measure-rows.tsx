import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import { Amount } from './amount'
import { type Bench, figureOf, keeps, MEASURES, type Measure } from './bench'
import type { ErlangSolution } from './queries'
import { Row } from './row'
import { useWorkbenchStrings } from './strings'
import { type Faults, measureText } from './words'

interface Props {
  bench: Bench
  solution: ErlangSolution | undefined
  faults: Faults
  onChange: (bench: Bench) => void
}

// where a promise begins whose figure is not known yet
const BEGINNINGS: Record<Measure, number> = {
  service_level: 0.8,
  asa: 20,
  abandonment: 0.05,
  occupancy: 0.85,
  waiting: 0.3,
  blocking: 0.01,
  lost: 0.05,
}

/** The figures that come out, each of which can be promised instead. */
export function MeasureRows({ bench, solution, faults, onChange }: Props) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const figures = solution && (solution.found?.atWhole ?? solution.figures)
  const shown = MEASURES.filter(
    (measure) =>
      bench.goals[measure] !== undefined ||
      ((measure !== 'blocking' || bench.noQueue || bench.lines !== undefined) &&
        (measure !== 'lost' || bench.redial !== undefined)),
  )
  const promise = (measure: Measure, target: number | undefined) =>
    onChange({ ...bench, goals: { ...bench.goals, [measure]: target } })
  return shown.map((measure) => {
    const name = t(`measures.${measure}`)
    const target = bench.goals[measure]
    const figure = figures && figureOf(figures, measure)
    return (
      <Row
        key={measure}
        name={name}
        roleName={t('promiseOf', { name })}
        role={target === undefined ? 'computed' : 'promised'}
        roles={[
          { value: 'computed', label: t('role.computed') },
          { value: 'promised', label: t('role.promised') },
        ]}
        onRole={(role) => promise(measure, role === 'promised' ? BEGINNINGS[measure] : undefined)}
        error={faults[measure]}
      >
        {target === undefined ? (
          <output aria-label={name}>
            {figure === undefined ? '–' : measureText(format, measure, figure)}
          </output>
        ) : (
          <>
            <Amount
              label={name}
              unit={measure === 'asa' ? 's' : '%'}
              value={target}
              onChange={(next) => promise(measure, next)}
            />
            {figures && !bench.find && (
              <Status standing={keeps(measure, figure, target) ? 'ok' : 'bad'}>
                {figure === undefined ? t('endless') : measureText(format, measure, figure)}{' '}
                {t(keeps(measure, figure, target) ? 'table.kept' : 'table.missed')}
              </Status>
            )}
          </>
        )}
      </Row>
    )
  })
}
