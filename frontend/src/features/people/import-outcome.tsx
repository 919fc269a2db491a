import { Group, Stack, Text, Title } from '@mantine/core'
import type { CellIssue, PeopleImport } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Status } from '@/parts/status'
import { usePeopleStrings } from './strings'

/** What became, or would become, of a file of people: counts, then every wrong cell. */
export function ImportOutcome({ outcome }: { outcome: PeopleImport }) {
  const t = usePeopleStrings()
  const { errors, warnings } = outcome
  return (
    <Stack gap="sm">
      <Group gap="sm">
        {outcome.refused > 0 ? (
          <Status standing="bad">{t('import.refusedAll')}</Status>
        ) : (
          <Status standing={outcome.dryRun ? 'info' : 'ok'}>
            {t(outcome.dryRun ? 'import.dryRun' : 'import.written')}
          </Status>
        )}
        <Counts outcome={outcome} />
      </Group>
      {errors.length > 0 && <Issues title={t('import.errors')} issues={errors} />}
      {warnings.length > 0 && <Issues title={t('import.warnings')} issues={warnings} />}
    </Stack>
  )
}

function Counts({ outcome }: { outcome: PeopleImport }) {
  const t = usePeopleStrings()
  const format = useFormat()
  const names = ['created', 'updated', 'unchanged', 'refused'] as const
  return names.map((name) => (
    <Text key={name}>
      {t(`import.${name}`)} <b>{format.number(outcome[name])}</b>
    </Text>
  ))
}

function Issues({ title, issues }: { title: string; issues: readonly CellIssue[] }) {
  const t = usePeopleStrings()
  const rows = issues.map((issue, place) => ({ ...issue, place }))
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'line', header: t('import.line'), cell: (row) => row.line, align: 'end', width: 80 },
    { key: 'column', header: t('import.column'), cell: (row) => row.column, names: true },
    { key: 'found', header: t('import.found'), cell: (row) => row.found || t('import.nothing') },
    { key: 'expected', header: t('import.expected'), cell: (row) => row.expected },
  ]
  return (
    <>
      <Title order={2}>{title}</Title>
      <DataTable label={title} columns={columns} rows={rows} rowKey={(row) => row.place} />
    </>
  )
}
