/** A cell of the table, by the number of its row and its column. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** Where a key leads from a cell; undefined for keys that lead nowhere. */
export function stepped(
  from: Place,
  key: string,
  far: boolean,
  size: { readonly rows: number; readonly columns: number },
): Place | undefined {
  const to = target(from, key, far, size)
  if (!to) return undefined
  const inside = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))
  return { row: inside(to.row, size.rows), column: inside(to.column, size.columns) }
}

const PAGE = 12

function target(
  { row, column }: Place,
  key: string,
  far: boolean,
  size: { rows: number; columns: number },
): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: far ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: far ? size.rows : row + 1, column }
    case 'ArrowLeft':
      return { row, column: far ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: far ? size.columns : column + 1 }
    case 'Home':
      return { row: far ? 0 : row, column: 0 }
    case 'End':
      return { row: far ? size.rows : row, column: size.columns }
    case 'PageUp':
      return { row: row - PAGE, column }
    case 'PageDown':
      return { row: row + PAGE, column }
  }
  return undefined
}

/** The figures of pasted lines, by row and column; what is none is undefined. */
export function pasted(text: string, numberOf: (cell: string) => number | undefined) {
  return text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((line) =>
      line.split('\t').map((cell) => {
        const value = numberOf(cell)
        return value === undefined || Number.isNaN(value) ? undefined : value
      }),
    )
}
