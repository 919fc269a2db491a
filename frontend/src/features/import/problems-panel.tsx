import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { BASE } from '@/api/client'
import { Download } from '@/design/icons'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import type { ImportProblem, ImportReport } from './queries'
import { useImportStrings } from './strings'
import { useKindName } from './words'

const route = getRouteApi('/shell/import/$importId')
const KEPT = 1000

type Row = ImportProblem & { readonly order: number }

/** What is wrong with the file, by line, to filter by kind and to take away. */
export function ProblemsPanel({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const format = useFormat()
  const kindName = useKindName()
  const { problem } = route.useSearch()
  const navigate = route.useNavigate()
  if (report.problems.length === 0) return null
  const rows: Row[] = report.problems.map((one, order) => ({ ...one, order }))
  const kinds = [...new Set(rows.map(({ code }) => code))]
  const shown = problem ? rows.filter(({ code }) => code === problem) : rows
  const columns: Column<Row>[] = [
    {
      key: 'line',
      header: t('problems.line'),
      names: true,
      cell: ({ line }) => (line === 0 ? t('problems.wholeFile') : line),
      sortBy: ({ line }) => line,
    },
    {
      key: 'column',
      header: t('problems.column'),
      cell: (row) => row.column,
      sortBy: (row) => row.column,
    },
    {
      key: 'kind',
      header: t('problems.kind'),
      cell: (row) => kindName(row.code),
      sortBy: (row) => kindName(row.code),
    },
    {
      key: 'found',
      header: t('problems.found'),
      cell: (row) => row.found || t('problems.nothing'),
    },
    { key: 'expected', header: t('problems.expected'), cell: (row) => row.expected },
  ]
  return (
    <Panel
      title={`${t('problems.title')} (${format.number(rows.length)})`}
      actions={
        <Group gap="xs">
          <NativeSelect
            size="xs"
            aria-label={t('problems.filter')}
            value={problem ?? ''}
            onChange={(event) =>
              void navigate({
                search: (old) => ({ ...old, problem: event.target.value || undefined }),
                replace: true,
                resetScroll: false,
              })
            }
            data={[
              { value: '', label: t('problems.all') },
              ...kinds.map((code) => ({ value: code, label: kindName(code) })),
            ]}
          />
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`${BASE}/imports/${report.id}/errors.csv`}
            download
            leftSection={<Download size={14} aria-hidden />}
          >
            {t('problems.download')}
          </Button>
        </Group>
      }
    >
      {rows.length >= KEPT && (
        <Text c="dimmed" mb="xs">
          {t('problems.first', { count: KEPT })}
        </Text>
      )}
      <DataTable
        label={t('problems.label')}
        columns={columns}
        rows={shown}
        rowKey={({ order }) => order}
      />
    </Panel>
  )
}
