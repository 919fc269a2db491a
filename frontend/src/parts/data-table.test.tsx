import { MantineProvider } from '@mantine/core'
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { type Column, DataTable } from './data-table'

interface Row {
  id: number
  name: string
}
const columns: Column<Row>[] = [
  { key: 'name', header: 'Name', cell: (row) => row.name, sortBy: (row) => row.name, names: true },
  { key: 'id', header: 'Id', cell: (row) => row.id, align: 'end' },
]
const table = (rows: Row[]) =>
  render(
    <MantineProvider>
      <DataTable label="People" columns={columns} rows={rows} rowKey={(row) => row.id} />
    </MantineProvider>,
  )
const names = () => screen.getAllByRole('rowheader').map((cell) => cell.textContent)

describe('a table', () => {
  it('is a real one, whose rows have names', () => {
    table([{ id: 1, name: 'Omar' }])
    const row = screen.getByRole('row', { name: 'Omar 1' })
    expect(within(row).getByRole('cell')).toHaveTextContent('1')
    expect(screen.getByRole('region', { name: 'People' })).toHaveAttribute('tabindex', '0')
  })

  it('sorts by its headings and says which way', async () => {
    const user = userEvent.setup()
    table([
      { id: 1, name: 'Omar' },
      { id: 2, name: 'Ann' },
    ])
    const heading = screen.getByRole('columnheader', { name: 'Name' })
    await user.click(within(heading).getByRole('button'))
    expect(names()).toEqual(['Ann', 'Omar'])
    expect(heading).toHaveAttribute('aria-sort', 'ascending')
    await user.click(within(heading).getByRole('button'))
    expect(names()).toEqual(['Omar', 'Ann'])
    expect(heading).toHaveAttribute('aria-sort', 'descending')
  })

  it('draws few of many rows, and still tells how many there are', () => {
    table(Array.from({ length: 5000 }, (_, id) => ({ id, name: `Person ${id}` })))
    expect(screen.getAllByRole('rowheader').length).toBeLessThan(100)
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '5001')
  })
})
