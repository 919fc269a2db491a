import { css, inkOn, type Palette, shade } from './paint'

/** One cell to draw: how strong it is and what stands in it. */
export interface Cell {
  readonly strength: number
  readonly text: string
}

export interface MapDrawing {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
  /** Undefined where the queue is closed. */
  readonly cell: (row: number, column: number) => Cell | undefined
  readonly cursor: readonly [row: number, column: number] | undefined
  readonly palette: Palette
}

export const HEAD = 26
export const SIDE = 104
export const ROW = 22

/** Draws a map: clocks above, days at the left, a coloured cell with its number for each interval. */
export function draw(context: CanvasRenderingContext2D, map: MapDrawing, cellWidth: number): void {
  const { rows, columns, palette, cursor } = map
  context.fillStyle = palette.ground
  context.fillRect(0, 0, SIDE + columns.length * cellWidth, HEAD + rows.length * ROW)
  context.font = `12px ${palette.font}`
  context.textBaseline = 'middle'
  context.fillStyle = palette.muted
  context.textAlign = 'left'
  rows.forEach((day, row) => {
    context.fillText(day, 2, HEAD + row * ROW + ROW / 2, SIDE - 10)
  })
  drawClocks(context, columns, cellWidth)
  context.textAlign = 'center'
  for (let row = 0; row < rows.length; row++) {
    for (let column = 0; column < columns.length; column++) {
      drawCell(context, map, row, column, cellWidth)
    }
  }
  if (!cursor) return
  context.strokeStyle = palette.focus
  context.lineWidth = 2
  const [row, column] = cursor
  context.strokeRect(SIDE + column * cellWidth + 1, HEAD + row * ROW + 1, cellWidth - 3, ROW - 3)
}

// Every clock where there is room for it, else every second, fourth or eighth.
function drawClocks(context: CanvasRenderingContext2D, columns: readonly string[], width: number) {
  const every = [1, 2, 4, 8].find((count) => count * width >= 44) ?? 8
  columns.forEach((clock, column) => {
    if (column % every === 0) context.fillText(clock, SIDE + column * width, HEAD / 2)
  })
}

function drawCell(
  context: CanvasRenderingContext2D,
  map: MapDrawing,
  row: number,
  column: number,
  width: number,
) {
  const cell = map.cell(row, column)
  if (!cell) return
  const ground = shade(map.palette, cell.strength)
  const [left, top] = [SIDE + column * width, HEAD + row * ROW]
  context.fillStyle = css(ground)
  context.fillRect(left, top, width - 1, ROW - 1)
  if (width < 9 + 7 * cell.text.length) return
  context.fillStyle = inkOn(ground)
  context.fillText(cell.text, left + (width - 1) / 2, top + ROW / 2)
}
