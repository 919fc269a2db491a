import type { Formatters } from '@/format'
import type { Reading, ReadingRow } from '@/parts/plot/readout'
import { type LineNames, strokeOf } from './chart-parts'
import type { Colours } from './colours'
import { placeText } from './place-words'
import { decimalsOf, type Timeline } from './timeline'

interface Words {
  readonly names: LineNames
  readonly band: (level: number) => string
}

/** Reads a timeline: the place, then every line's number, a dash where there is none. */
export function readingsOf(
  timeline: Timeline,
  colours: Colours,
  format: Formatters,
  { names, band }: Words,
): (place: number) => Reading {
  const decimals = decimalsOf(timeline)
  const number = (value: number | null | undefined) =>
    value == null ? '–' : format.number(value, decimals)
  return (index) => {
    const place = timeline.places[index]
    if (!place) return { title: '', rows: [] }
    const row = (name: string, value: string, colour?: string): ReadingRow => ({
      name,
      value,
      colour,
    })
    const { forecast, bands, actual, lines } = timeline
    return {
      title: placeText(format, place),
      rows: [
        row(names.forecast, number(forecast[index]), colours.forecast),
        ...bands.map(({ level, lo, hi }) =>
          row(band(level), `${number(lo[index])} – ${number(hi[index])}`),
        ),
        ...(actual ? [row(names.actual, number(actual[index]), colours.actual)] : []),
        ...lines.map((line) =>
          row(names.line(line), number(line.values[index]), strokeOf(line, colours).color),
        ),
      ],
    }
  }
}
