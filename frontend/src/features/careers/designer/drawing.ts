import type { LadderDocument, Move } from './document'

const BOX = { width: 132, height: 34 }
const GAP = { x: 44, y: 40 }

export interface Box {
  code: string
  x: number
  y: number
}

/** Where the rungs stand: a row for each track, further right the longer the way there. */
export function boxes(doc: LadderDocument): Box[] {
  return doc.rungs.map(({ code }) => {
    const row = doc.tracks.findIndex((track) => track.rungs.includes(code))
    const column = Math.max(0, ...doc.tracks.map((track) => track.rungs.indexOf(code)))
    return {
      code,
      x: 8 + column * (BOX.width + GAP.x),
      y: 24 + (row < 0 ? doc.tracks.length : row) * (BOX.height + GAP.y),
    }
  })
}

/** The arrow of a move between two boxes: on along a row, back beneath it, else in a bow. */
export function arrow({ kind }: Pick<Move, 'kind'>, from: Box, to: Box): string {
  const { width, height } = BOX
  const middle = height / 2
  if (from.y === to.y && from.x < to.x && to.x - from.x <= width + GAP.x)
    return `M${from.x + width} ${from.y + middle} L${to.x - 3} ${to.y + middle}`
  if (from.y === to.y) {
    const back = from.x > to.x
    const start = { x: from.x + width / 2, y: from.y + (back ? height : 0) }
    const end = { x: to.x + width / 2, y: to.y + (back ? height + 3 : -3) }
    const bow = back ? height + 26 : -22
    return `M${start.x} ${start.y} C${start.x} ${from.y + bow} ${end.x} ${from.y + bow} ${end.x} ${end.y}`
  }
  if (from.x < to.x) {
    const half = GAP.x
    return `M${from.x + width} ${from.y + middle} C${from.x + width + half} ${from.y + middle} ${to.x - half} ${to.y + middle} ${to.x - 3} ${to.y + middle}`
  }
  const down = to.y > from.y
  const off = kind === 'step back' ? 0.25 : down ? 0.62 : 0.8
  const start = { x: from.x + width * off, y: down ? from.y + height : from.y }
  const end = { x: to.x + width * off, y: down ? to.y - 3 : to.y + height + 3 }
  return `M${start.x} ${start.y} C${start.x} ${(start.y + end.y) / 2} ${end.x} ${(start.y + end.y) / 2} ${end.x} ${end.y}`
}

/** How large the drawing is. */
export function extent(all: readonly Box[]) {
  return {
    width: Math.max(0, ...all.map(({ x }) => x)) + BOX.width + 8,
    height: Math.max(0, ...all.map(({ y }) => y)) + BOX.height + 36,
  }
}

export { BOX }
