import {
  type Bench,
  KINDS,
  MEASURES,
  type Measure,
  type PatienceKind,
  UNKNOWNS,
  type Unknown,
  USUAL,
  VARIANTS,
  type Variant,
} from './bench'

// A side of the workbench as a text that a link can carry and a person can read:
// volume-120_minutes-30_aht-240_find-agents_service-0.8. A word has no "_" and a
// number no sign, so nothing needs to be escaped.
const GOAL_WORDS: Record<Measure, string> = {
  service_level: 'service',
  asa: 'asa',
  abandonment: 'abandon',
  occupancy: 'busy',
  waiting: 'wait',
  blocking: 'block',
  lost: 'lost',
}
const VARIANT_WORDS: Record<Variant, string> = {
  sl_excl_short: 'exclshort',
  sl_offered: 'offered',
  sl_ab_as_ok: 'abok',
  sl_answered: 'answered',
  sl_virtual: 'virtual',
}
const NUMBERS = [
  'volume',
  'minutes',
  'aht',
  'agents',
  'atOnce',
  'growth',
  'patience',
  'shape',
  'lines',
  'redial',
  'threshold',
] as const

/** Writes a side of the workbench as a text for the address. */
export function write(bench: Bench): string {
  const parts: [string, string | number | undefined][] = [
    ...NUMBERS.map((name): [string, number | undefined] => [name, bench[name]]),
    ['kind', bench.kind],
    ['noqueue', bench.noQueue && 1],
    ['variant', VARIANT_WORDS[bench.variant]],
    ['find', bench.find],
    ...MEASURES.map((one): [string, number | undefined] => [GOAL_WORDS[one], bench.goals[one]]),
  ]
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.toLowerCase()}-${value}`)
    .join('_')
}

/** Reads what an address says; what it does not say properly is as usual. */
export function read(text: string | undefined): Bench {
  if (!text) return USUAL
  const said = new Map(
    text.split('_').map((part) => {
      const cut = part.indexOf('-')
      return [part.slice(0, cut), part.slice(cut + 1)] as const
    }),
  )
  const number = (name: string) => {
    const value = Number(said.get(name) ?? Number.NaN)
    return Number.isFinite(value) && value >= 0 ? value : undefined
  }
  const word = <const T extends string>(name: string, words: readonly T[]) =>
    words.find((one) => one === said.get(name))
  const variant = VARIANTS.find((one) => VARIANT_WORDS[one] === said.get('variant'))
  const goals: Partial<Record<Measure, number>> = {}
  for (const measure of MEASURES) {
    const target = number(GOAL_WORDS[measure])
    if (target !== undefined) goals[measure] = target
  }
  return {
    volume: number('volume') ?? USUAL.volume,
    minutes: number('minutes') || USUAL.minutes,
    aht: number('aht') ?? USUAL.aht,
    agents: number('agents') ?? USUAL.agents,
    atOnce: number('atonce') || undefined,
    growth: number('growth'),
    patience: number('patience'),
    kind: word<PatienceKind>('kind', KINDS),
    shape: number('shape'),
    lines: number('lines'),
    noQueue: said.get('noqueue') === '1' || undefined,
    redial: number('redial'),
    threshold: number('threshold') ?? USUAL.threshold,
    variant: variant ?? USUAL.variant,
    find: word<Unknown>('find', UNKNOWNS),
    goals,
  }
}
