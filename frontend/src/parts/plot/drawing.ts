import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { type Frame, type Size, sameFrame, xOf } from './frame'
import { dataOf, optionsOf, type Shown, shapeOf } from './options'
import type { Picture } from './picture'

/**
 * A picture drawn by uPlot inside an element, at once and not with the next frame:
 * what is laid on top of it moves together with it. To be destroyed when its
 * element goes.
 */
export class Drawing {
  readonly #element: HTMLElement
  readonly #onFrame: (frame: Frame) => void
  #shown: Shown | undefined
  #shape = ''
  #plot: uPlot | undefined
  #frame: Frame | undefined
  #at: number | undefined

  /** Told is where the plot lies, whenever that changes and before it is seen. */
  constructor(element: HTMLElement, onFrame: (frame: Frame) => void) {
    this.#element = element
    this.#onFrame = onFrame
  }

  /** Draws a picture, or as much of the one before as is in sight now. */
  show(shown: Shown, size: Size): void {
    const before = this.#shown
    this.#shown = shown
    const shape = before?.picture === shown.picture ? this.#shape : shapeOf(shown.picture)
    if (this.#plot && this.#shape === shape) this.#update(this.#plot, before?.picture, size)
    else this.#begin(shown, shape, size)
    this.read(this.#at)
  }

  /** Puts the cursor at a place, or away. */
  read(at: number | undefined): void {
    this.#at = at
    if (!this.#plot || !this.#frame) return
    const left = at === undefined ? -10 : xOf(this.#frame, at) - this.#frame.left
    this.#plot.setCursor({ left, top: 0 }, false)
  }

  destroy(): void {
    this.#plot?.destroy()
    this.#plot = undefined
  }

  #begin(shown: Shown, shape: string, size: Size) {
    this.#plot?.destroy()
    this.#shape = shape
    const options = optionsOf(
      () => this.#shown ?? shown,
      size,
      (frame) => this.#told(frame),
    )
    this.#plot = new uPlot(options, dataOf(shown.picture), (plot, init) => {
      plot.batch(() => {
        this.#element.append(plot.root)
        init()
      })
    })
  }

  #update(plot: uPlot, before: Picture | undefined, size: Size) {
    const picture = this.#shown?.picture
    plot.batch(() => {
      if (plot.width !== size.width || plot.height !== size.height) plot.setSize(size)
      if (picture && picture !== before) plot.setData(dataOf(picture), false)
      // values and words anew; the span is asked for by the scale
      plot.redraw(true, true)
    })
  }

  #told(frame: Frame) {
    if (this.#frame && sameFrame(this.#frame, frame)) return
    this.#frame = frame
    this.#onFrame(frame)
  }
}
