import { vi } from 'vitest'

/** A point of a path and how it came there. */
export type PathPoint = readonly [
  kind: 'move' | 'line' | 'arc' | 'rect' | 'corner',
  x: number,
  y: number,
]

/** One act of painting: what was done, in which colour, along which points. */
export interface Act {
  readonly act: 'stroke' | 'fill' | 'text' | 'box'
  readonly colour: string
  readonly alpha: number
  readonly width: number
  readonly dash: readonly number[]
  readonly points: readonly PathPoint[]
  /** The paths within which it was seen. */
  readonly clips: readonly (readonly PathPoint[])[]
  readonly text?: string
}

/** A path that remembers its points. */
class Path {
  readonly points: PathPoint[]
  constructor(from?: Path) {
    this.points = [...(from?.points ?? [])]
  }
  moveTo(x: number, y: number) {
    this.points.push(['move', x, y])
  }
  lineTo(x: number, y: number) {
    this.points.push(['line', x, y])
  }
  arc(x: number, y: number) {
    this.points.push(['arc', x, y])
  }
  rect(x: number, y: number, width: number, height: number) {
    this.points.push(['rect', x, y], ['corner', x + width, y + height])
  }
}

/** A canvas that remembers what is painted on it since it was last cleared; every letter is 6 pixels wide. */
class Recorder {
  acts: Act[] = []
  readonly canvas: HTMLCanvasElement
  fillStyle = ''
  strokeStyle = ''
  globalAlpha = 1
  lineWidth = 1
  #path = new Path()
  #dash: readonly number[] = []
  #clips: readonly (readonly PathPoint[])[] = []
  readonly #kept: (() => void)[] = []
  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas
  }
  save() {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth } = this
    const [dash, clips] = [this.#dash, this.#clips]
    this.#kept.push(() => {
      Object.assign(this, { fillStyle, strokeStyle, globalAlpha, lineWidth })
      this.#dash = dash
      this.#clips = clips
    })
  }
  restore() {
    this.#kept.pop()?.()
  }
  clip(path = this.#path) {
    this.#clips = [...this.#clips, path.points]
  }
  beginPath() {
    this.#path = new Path()
  }
  moveTo(x: number, y: number) {
    this.#path.moveTo(x, y)
  }
  lineTo(x: number, y: number) {
    this.#path.lineTo(x, y)
  }
  setLineDash(dash: number[]) {
    this.#dash = dash
  }
  measureText(text: string) {
    return { width: 6 * text.length }
  }
  stroke(path = this.#path) {
    this.#done('stroke', this.strokeStyle, path.points)
  }
  fill(path = this.#path) {
    this.#done('fill', this.fillStyle, path.points)
  }
  fillRect(x: number, y: number, width: number, height: number) {
    const path = new Path()
    path.rect(x, y, width, height)
    this.#done('box', this.fillStyle, path.points)
  }
  fillText(text: string, x: number, y: number) {
    this.#done('text', this.fillStyle, [['move', x, y]], text)
  }
  clearRect() {
    this.acts = []
  }
  #done(act: Act['act'], colour: string, points: readonly PathPoint[], text?: string) {
    const { globalAlpha: alpha, lineWidth: width } = this
    const [dash, clips] = [this.#dash, this.#clips]
    this.acts.push({ act, colour, alpha, width, dash, clips, points: [...points], text })
  }
  rotate() {}
  scale() {}
  translate() {}
}

interface Canvases {
  /** What stands on the canvas that was made last. */
  readonly acts: () => readonly Act[]
  /** How many canvases were made. */
  readonly made: () => number
}

/**
 * Gives the elements of a test a size, and lends jsdom what a drawing asks of a
 * browser: a canvas and its paths. Undone by restoring mocks and globals.
 */
export function lendCanvas({ width, height }: { width: number; height: number }): Canvases {
  const brushes = new Map<HTMLCanvasElement, Recorder>()
  vi.stubGlobal('Path2D', Path)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(width)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height)
  const brushOf = (canvas: HTMLCanvasElement) => {
    const brush = brushes.get(canvas) ?? new Recorder(canvas)
    brushes.set(canvas, brush)
    return brush
  }
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
  ) {
    return brushOf(this) as never
  })
  return {
    acts: () => [...brushes.values()].at(-1)?.acts ?? [],
    made: () => brushes.size,
  }
}
