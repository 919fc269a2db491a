import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useImportDriverValues } from '@/api/drivers'
import type { CellIssue, Driver, DriverImport } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useDriverStrings } from './strings'

/** Takes values from a CSV file: first what would happen, then the deed. */
export function FileDrawer({ driver, onClose }: { driver: Driver; onClose: () => void }) {
  const t = useDriverStrings()
  const [file, setFile] = useState<File>()
  const run = useImportDriverValues(driver.id)
  const choose = (chosen: File) => {
    setFile(chosen)
    run.mutate({ file: chosen, dryRun: true })
  }
  const commit = () => {
    if (!file) return
    run.mutate(
      { file, dryRun: false },
      {
        onSuccess: ({ added, changed }) => {
          toast.done(t('file.done', { added, changed }))
          onClose()
        },
      },
    )
  }
  const outcome = run.data
  const ready = outcome && outcome.errors.length === 0 && outcome.added + outcome.changed > 0
  return (
    <Drawer
      opened
      onClose={onClose}
      size="lg"
      title={t('file.title', { name: driver.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text>
          {t('file.text')} <Code>date, value, planned</Code>
        </Text>
        <FileDrop
          label={t('file.drop')}
          accept=".csv,.txt,text/csv"
          busy={run.isPending}
          onFile={choose}
        />
        {run.isError && <ErrorPanel error={run.error} />}
        {outcome && <Outcome outcome={outcome} />}
        {ready && (
          <Group>
            <Button onClick={commit} loading={run.isPending}>
              {t('file.commit', { count: outcome.added + outcome.changed })}
            </Button>
          </Group>
        )}
      </Stack>
    </Drawer>
  )
}

function Outcome({ outcome }: { outcome: DriverImport }) {
  const t = useDriverStrings()
  const format = useFormat()
  const { rows, added, changed, first, last, errors } = outcome
  return (
    <Stack gap="xs">
      {errors.length > 0 ? (
        <Status standing="bad">{t('file.refused', { count: errors.length })}</Status>
      ) : (
        <Status standing="info">{t('file.dryRun', { count: rows })}</Status>
      )}
      {first && last && (
        <Text>
          {t('file.span', { first: format.day(first), last: format.day(last), added, changed })}
        </Text>
      )}
      {errors.length > 0 && <Issues issues={errors} />}
    </Stack>
  )
}

function Issues({ issues }: { issues: readonly CellIssue[] }) {
  const t = useDriverStrings()
  const rows = issues.map((issue, place) => ({ ...issue, place }))
  const columns: Column<(typeof rows)[number]>[] = [
    { key: 'line', header: t('file.line'), cell: (row) => row.line, align: 'end', width: 64 },
    { key: 'column', header: t('file.column'), cell: (row) => row.column, names: true },
    { key: 'found', header: t('file.found'), cell: (row) => row.found },
    { key: 'expected', header: t('file.expected'), cell: (row) => row.expected },
  ]
  return (
    <DataTable label={t('file.issues')} columns={columns} rows={rows} rowKey={(row) => row.place} />
  )
}
