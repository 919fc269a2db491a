import type { Unknown } from './bench'
import type { ErlangSolution } from './queries'

/** From where to where a curve is drawn. */
export interface Range {
  readonly from: number
  readonly to: number
}

/**
 * The stretch around one or two solved settings on which something happens:
 * some people more and less, half as many contacts and half as many again.
 */
export function rangeOf(varied: Unknown, solutions: readonly ErlangSolution[]): Range | undefined {
  if (solutions.length === 0) return undefined
  const ranges = solutions.map(({ setting }) => around(varied, setting))
  const from = Math.max(
    // an agent more than lines is no queue
    varied === 'lines' ? Math.max(...solutions.map(({ setting }) => Math.ceil(setting.agents))) : 0,
    Math.min(...ranges.map(({ from }) => from)),
  )
  return { from, to: Math.max(from, ...ranges.map(({ to }) => to)) }
}

function around(varied: Unknown, setting: ErlangSolution['setting']): Range {
  const { agents, contacts, ahtS, patienceS, lines = 0, thresholdS } = setting
  switch (varied) {
    case 'agents': {
      const spread = Math.max(4, Math.ceil(3 * Math.sqrt(agents)))
      const most = Math.ceil(agents) + spread
      return {
        from: Math.max(1, Math.floor(agents) - spread),
        to: lines > 0 ? Math.min(Math.floor(lines), most) : most,
      }
    }
    case 'volume':
      return { from: rounded(contacts / 2), to: rounded(contacts * 1.5) }
    case 'aht':
      return { from: rounded(ahtS / 2), to: rounded(ahtS * 1.5) }
    case 'patience':
      return { from: rounded((patienceS ?? ahtS) / 10), to: rounded((patienceS ?? ahtS) * 4) }
    case 'lines':
      return {
        from: Math.ceil(agents),
        to: Math.ceil(Math.max(lines, agents) + 3 * Math.sqrt(agents) + 10),
      }
    case 'threshold':
      return { from: 0, to: rounded(Math.max(60, 4 * thresholdS)) }
  }
}

// Two digits are enough for the end of an axis.
function rounded(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(2))
}
