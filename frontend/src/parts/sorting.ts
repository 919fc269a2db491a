/** By which column rows are sorted, and which way. */
export interface Sort {
  readonly key: string
  readonly direction: 'ascending' | 'descending'
}

interface Sortable<Row> {
  readonly key: string
  readonly sortBy?: (row: Row) => string | number
}

/** What pressing a heading leads to: ascending, then descending, then the order as given. */
export function nextSort(sort: Sort | undefined, key: string): Sort | undefined {
  if (sort?.key !== key) return { key, direction: 'ascending' }
  return sort.direction === 'ascending' ? { key, direction: 'descending' } : undefined
}

/** The rows in order. Texts sort as the language does, numbers in texts by value: A9 before A10. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  sort: Sort | undefined,
  language: string,
): readonly Row[] {
  const by = columns.find(({ key }) => key === sort?.key)?.sortBy
  if (!sort || !by) return rows
  const { compare } = new Intl.Collator(language, { numeric: true })
  const sign = sort.direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => {
    const [left, right] = [by(a), by(b)]
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right)
    return sign * compare(String(left), String(right))
  })
}
