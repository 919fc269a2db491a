/** A colour as red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** The colours of a map, read from the tokens. */
export interface Palette {
  readonly low: Rgb
  readonly high: Rgb
  readonly short: Rgb
  readonly text: string
  readonly muted: string
  readonly line: string
  readonly focus: string
  readonly ground: string
  readonly font: string
}

/** A token such as #1f5aae. */
export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.trim().replace('#', ''), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** The colour of a strength: from the low to the high end, or to the short end below zero. */
export function shade({ low, high, short }: Palette, strength: number): Rgb {
  const end = strength < 0 ? short : high
  const share = Math.min(1, Math.abs(strength))
  return [0, 1, 2].map((part) =>
    Math.round((low[part] ?? 0) + ((end[part] ?? 0) - (low[part] ?? 0)) * share),
  ) as unknown as Rgb
}

/** Black or white, whichever reads better on a ground; WCAG relative luminance. */
export function inkOn(ground: Rgb): string {
  const [red, green, blue] = ground.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
  return luminance > 0.179 ? '#000000' : '#ffffff'
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red} ${green} ${blue})`
}
