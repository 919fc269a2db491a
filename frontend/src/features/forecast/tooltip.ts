import type { Formatters } from '@/format'
import type { Colours } from './colours'
import { type LineNames, strokeOf } from './option'
import { placeText } from './place-words'
import { decimalsOf, type Timeline } from './timeline'

interface Words {
  readonly names: LineNames
  readonly band: (level: number) => string
}

/** The box beside the pointer: the place, then every line's number. Its texts are ours, with nothing to escape. */
export function tooltipOf(timeline: Timeline, colours: Colours, format: Formatters, words: Words) {
  const decimals = decimalsOf(timeline)
  const number = (value: number | null | undefined) =>
    value == null ? '–' : format.number(value, decimals)
  const row = (name: string, value: string, colour?: string) =>
    `<div style="display:flex;gap:16px;justify-content:space-between"><span>${dot(colour)}${name}</span><b>${value}</b></div>`
  return (index: number): string => {
    const place = timeline.places[index]
    if (!place) return ''
    const { names } = words
    const lines = [
      row(names.forecast, number(timeline.forecast[index]), colours.forecast),
      ...timeline.bands.map(({ level, lo, hi }) =>
        row(words.band(level), `${number(lo[index])} – ${number(hi[index])}`),
      ),
      timeline.actual && row(names.actual, number(timeline.actual[index]), colours.actual),
      ...timeline.lines.map((line) =>
        row(names.line(line), number(line.values[index]), strokeOf(line, colours).color),
      ),
    ]
    return `<b>${placeText(format, place)}</b>${lines.filter(Boolean).join('')}`
  }
}

function dot(colour: string | undefined): string {
  const ground = colour ?? 'transparent'
  return `<i style="display:inline-block;width:8px;height:8px;border-radius:4px;margin-right:6px;background:${ground}"></i>`
}
