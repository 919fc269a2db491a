import type { components } from '@/api/schema'

type Schemas = components['schemas']
export type ErlangProblem = Schemas['ErlangProblem']
export type ErlangSetting = Schemas['ErlangSetting']
export type ErlangFigures = Schemas['ErlangFigures']
export type Variant = ErlangSetting['slVariant']
export type PatienceKind = NonNullable<ErlangSetting['patienceKind']>

/** What can be looked for. */
export const UNKNOWNS = ['agents', 'volume', 'aht', 'patience', 'lines', 'threshold'] as const
export type Unknown = (typeof UNKNOWNS)[number]

/** What can be promised; each is computed where it is not. */
export const MEASURES = [
  'service_level',
  'asa',
  'abandonment',
  'occupancy',
  'waiting',
  'blocking',
  'lost',
] as const
export type Measure = (typeof MEASURES)[number]

export const VARIANTS = [
  'sl_excl_short',
  'sl_offered',
  'sl_ab_as_ok',
  'sl_answered',
  'sl_virtual',
] as const satisfies readonly Variant[]

export const KINDS = ['exponential', 'lognormal', 'weibull', 'fixed'] as const

/** Everything that one side of the workbench says: the queue, what is looked for, what is promised. */
export interface Bench {
  readonly volume: number
  readonly minutes: number
  readonly aht: number
  readonly agents: number
  /** Contacts that one agent handles at once, as chats; undefined: one. */
  readonly atOnce?: number
  /** What each contact more adds to the handle time of one alone, as a share. */
  readonly growth?: number
  /** Seconds; undefined: nobody gives up. */
  readonly patience?: number
  readonly kind?: PatienceKind
  readonly shape?: number
  /** Undefined: no limit. */
  readonly lines?: number
  /** Nobody can wait: Erlang B. */
  readonly noQueue?: true
  /** Share of the attempts not answered that are made again. */
  readonly redial?: number
  readonly threshold: number
  readonly variant: Variant
  readonly find?: Unknown
  /** Shares 0..1, of the speed of answer seconds. */
  readonly goals: Readonly<Partial<Record<Measure, number>>>
}

/** Where one begins: the people that an ordinary half hour takes for 80 % in 20 seconds. */
export const USUAL: Bench = {
  volume: 120,
  minutes: 30,
  aht: 240,
  agents: 18,
  patience: 120,
  threshold: 20,
  variant: 'sl_excl_short',
  find: 'agents',
  goals: { service_level: 0.8 },
}

/** How many contacts agents may hold at once, and what that does to the rest of a setting. */
export function withAtOnce(bench: Bench, count: number): Bench {
  if (count < 2) return { ...bench, atOnce: undefined, growth: undefined }
  return {
    ...bench,
    atOnce: Math.min(MOST_AT_ONCE, Math.round(count)),
    growth: bench.growth ?? USUAL_GROWTH,
    // nobody knows how these go together
    find: bench.find === 'lines' ? 'agents' : bench.find,
    kind: undefined,
    shape: undefined,
    lines: undefined,
    noQueue: undefined,
    redial: undefined,
  }
}

const MOST_AT_ONCE = 100
const USUAL_GROWTH = 0.2

/** Handle times with 1, 2, … contacts at once; undefined for one at a time. */
function handleTimes({ aht, atOnce, growth = 0 }: Bench): number[] | undefined {
  if (atOnce === undefined || aht === 0) return undefined
  return Array.from({ length: atOnce }, (_, more) => aht * (1 + growth * more))
}

/** The queue as the server takes it. */
export function settingOf(bench: Bench): ErlangSetting {
  const { volume, minutes, aht, agents, patience, kind, shape, lines, noQueue, redial } = bench
  const mean = bench.find === 'patience' ? (patience ?? aht) : patience
  return {
    contacts: volume,
    intervalS: minutes * 60,
    ahtS: aht,
    agents,
    concurrencyAhtS: handleTimes(bench),
    patienceS: mean,
    patienceKind: mean === undefined ? undefined : kind,
    patienceShape: mean !== undefined && shaped(kind) ? shape : undefined,
    lines: noQueue ? undefined : lines,
    noQueue,
    redial,
    thresholdS: bench.threshold,
    slVariant: bench.variant,
  }
}

/** What to ask: the goals count only where they decide something. */
export function problemOf(bench: Bench): ErlangProblem {
  return {
    setting: settingOf(bench),
    unknown: bench.find,
    goals: bench.find && goalsOf(bench).map(([measure, target]) => ({ measure, target })),
  }
}

/** The promises, in the order of the measures. */
export function goalsOf({ goals }: Bench): [Measure, number][] {
  return MEASURES.flatMap((measure): [Measure, number][] => {
    const target = goals[measure]
    return target === undefined ? [] : [[measure, target]]
  })
}

/** Whether a kind of patience has a number besides its mean. */
export function shaped(kind: PatienceKind | undefined): kind is 'weibull' | 'lognormal' {
  return kind === 'weibull' || kind === 'lognormal'
}

/** A measure's figure; undefined where a queue that only grows has none. */
export function figureOf(figures: ErlangFigures, measure: Measure): number | undefined {
  const found = {
    service_level: figures.serviceLevel,
    asa: figures.asaS,
    abandonment: figures.pAbandon,
    occupancy: figures.occupancy,
    waiting: figures.pWait,
    blocking: figures.pBlock,
    lost: figures.pLost,
  }
  return found[measure]
}

/** Whether a figure keeps a promise; rounding of the twelfth digit does not break it. */
export function keeps(measure: Measure, figure: number | undefined, target: number): boolean {
  if (figure === undefined) return false
  return measure === 'service_level' ? figure >= target - 1e-9 : figure <= target + 1e-9
}
