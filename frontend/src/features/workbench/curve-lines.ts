import type { PlotLine } from '@/parts/plot/plot'
import {
  type Bench,
  type ErlangSetting,
  type Measure,
  type Unknown,
  VARIANTS,
  type Variant,
} from './bench'
import type { ErlangCurves } from './queries'
import type { CurveFigure } from './route'

const COLOURS: Record<Variant, string> = {
  sl_excl_short: 'var(--primary-text)',
  sl_offered: 'var(--bad)',
  sl_ab_as_ok: 'var(--ok)',
  sl_answered: 'var(--other)',
  sl_virtual: 'var(--warn)',
}

type Line = Omit<PlotLine, 'name'> & { readonly name?: string }

/** The lines of a figure: one, or five where all definitions are asked for. */
export function linesOf(
  curves: ErlangCurves,
  figure: CurveFigure,
  name: (variant: Variant) => string,
): Line[] {
  if (figure !== 'levels') return [{ values: curves[figure], colour: 'var(--primary-text)' }]
  return VARIANTS.map((variant) => ({
    name: name(variant),
    values: curves[variant],
    colour: COLOURS[variant],
  }))
}

const MEASURE_OF: Partial<Record<CurveFigure, Measure>> = {
  serviceLevel: 'service_level',
  levels: 'service_level',
  asaS: 'asa',
  pAbandon: 'abandonment',
  occupancy: 'occupancy',
  pBlock: 'blocking',
}

/** What is promised of a figure. */
export function targetOf({ goals }: Bench, figure: CurveFigure): number | undefined {
  const measure = MEASURE_OF[figure]
  return measure && goals[measure]
}

/** The place on a curve that is nearest to a setting. */
export function nearest(
  values: readonly number[],
  over: Unknown,
  setting: ErlangSetting,
): number | undefined {
  const at = {
    agents: Math.ceil(setting.agents - 1e-9),
    volume: setting.contacts,
    aht: setting.ahtS,
    patience: setting.patienceS,
    lines: setting.lines,
    threshold: setting.thresholdS,
  }[over]
  if (at === undefined || values.length === 0) return undefined
  let best = 0
  values.forEach((value, i) => {
    if (Math.abs(value - at) < Math.abs((values[best] ?? 0) - at)) best = i
  })
  return best
}
