// What uPlot leaves to its hooks, in pixels of the page: the stretches that are set
// apart, the rule at zero, and the words below the axis.
import { boxOf, type Frame, yOf } from './frame'
import type { Picture } from './picture'
import { wordsBelow } from './words'

/** What painting takes of a canvas. */
type Brush = CanvasRenderingContext2D

const LEAST_PX = 2
const TICK_PX = 4
const WORDS_PX = 14

/** The typeface of the words around a plot. */
export const fontOf = (picture: Picture): string => `12px ${picture.look.font}`

/** Shades stretches over the height of the plot; one place among thousands is still seen. */
export function paintStretches(brush: Brush, { stretches }: Picture, frame: Frame): void {
  for (const { first, last, colour, opacity } of stretches) {
    const { x, width } = boxOf(frame, first, last)
    if (width === 0) continue
    brush.globalAlpha = opacity
    brush.fillStyle = colour
    brush.fillRect(x, frame.top, Math.max(LEAST_PX, width), frame.height)
  }
}

/** Sets the rule at zero apart where there are values on both sides of it. */
export function paintZero(brush: Brush, { look }: Picture, frame: Frame): void {
  if (frame.min >= 0 || frame.max <= 0) return
  const y = sharp(yOf(frame, 0))
  brush.strokeStyle = look.zero
  brush.lineWidth = 1
  brush.beginPath()
  brush.moveTo(frame.left, y)
  brush.lineTo(frame.left + frame.width, y)
  brush.stroke()
}

/** Writes below the axis what there is room for in a picture so wide. */
export function paintWords(brush: Brush, picture: Picture, frame: Frame, width: number): void {
  brush.font = fontOf(picture)
  brush.fillStyle = brush.strokeStyle = picture.look.words
  brush.lineWidth = 1
  brush.textAlign = 'center'
  brush.textBaseline = 'middle'
  const span = [frame.first, frame.last] as const
  const words = wordsBelow(
    picture.ticks(span, frame.width),
    (place) => picture.tickText(place, span),
    frame,
    width,
    (text) => brush.measureText(text).width,
  )
  const bottom = sharp(frame.top + frame.height)
  brush.beginPath()
  for (const { tick, x, text } of words) {
    brush.moveTo(sharp(tick), bottom)
    brush.lineTo(sharp(tick), bottom + TICK_PX)
    brush.fillText(text, x, bottom + WORDS_PX)
  }
  brush.stroke()
}

// on the middle of a pixel, where a line of one pixel is sharp
function sharp(at: number): number {
  return Math.round(at) + 0.5
}
