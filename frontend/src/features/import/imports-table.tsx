import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSite } from '@/api/sites'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import type { Import } from './queries'
import { useImportStrings } from './strings'
import { useStateWord } from './words'

/** Imports as rows, newest first. */
export function ImportsTable({ imports }: { imports: readonly Import[] }) {
  const t = useImportStrings()
  const format = useFormat()
  const site = useSite()
  const stateWord = useStateWord()
  const count = (
    key: 'taken' | 'added' | 'changed' | 'refused',
    value: (row: Import) => number,
  ): Column<Import> => ({
    key,
    header: t(`columns.${key}`),
    align: 'end',
    cell: (row) => format.number(value(row)),
    sortBy: value,
  })
  const columns: Column<Import>[] = [
    {
      key: 'file',
      header: t('columns.file'),
      names: true,
      sortBy: (row) => row.fileName,
      cell: (row) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/import/$importId" params={{ importId: row.id }} {...props} />
          )}
        >
          {row.fileName}
        </Anchor>
      ),
    },
    {
      key: 'state',
      header: t('columns.state'),
      cell: (row) => {
        const { standing, word } = stateWord(row)
        return <Status standing={standing}>{word}</Status>
      },
      sortBy: (row) => row.state,
    },
    count('taken', (row) => row.rowsTaken),
    count('added', (row) => row.rowsAdded),
    count('changed', (row) => row.rowsChanged),
    count('refused', (row) => row.rowsRefused),
    {
      key: 'when',
      header: t('columns.when'),
      cell: (row) => format.dateTime(row.createdAt, site?.zone ?? 'UTC'),
      sortBy: (row) => row.createdAt,
    },
  ]
  return (
    <DataTable label={t('columns.file')} columns={columns} rows={imports} rowKey={({ id }) => id} />
  )
}
