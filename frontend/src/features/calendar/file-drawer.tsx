import { Button, Code, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useImportCalendarDays } from '@/api/calendar-days'
import type { CalendarImport, CellIssue } from '@/api/types'
import { useFormat } from '@/format'
import { useLanguage } from '@/i18n'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import { legible } from '@/parts/day-names'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Status } from '@/parts/status'
import { toast } from '@/parts/toast'
import { useCalendarStrings } from './strings'

/** Takes special days from a file, such as the yearly notice: first what would happen, then the deed. */
export function FileDrawer({ calendarId, onClose }: { calendarId: number; onClose: () => void }) {
  const t = useCalendarStrings()
  const [file, setFile] = useState<File>()
  const run = useImportCalendarDays(calendarId)
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
      title={t('file.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text>{t('file.text')}</Text>
        <Text c="dimmed">
          {t('file.csv')} <Code>date, name, kind, event_type, uplift_pct</Code>
        </Text>
        <FileDrop
          label={t('file.drop')}
          accept=".json,.csv,application/json,text/csv"
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

function Outcome({ outcome }: { outcome: CalendarImport }) {
  const t = useCalendarStrings()
  const format = useFormat()
  const language = useLanguage()
  const { added, changed, agreed, first, last, others, errors } = outcome
  return (
    <Stack gap="xs">
      {errors.length > 0 ? (
        <Status standing="bad">{t('file.refused', { count: errors.length })}</Status>
      ) : (
        <Status standing="info">{t('file.dryRun', { added, changed, agreed })}</Status>
      )}
      {first && last && (
        <Text>{t('file.span', { first: format.day(first), last: format.day(last) })}</Text>
      )}
      {others.length > 0 && (
        <>
          <Status standing="warn">{t('file.others', { count: others.length })}</Status>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {others.map(({ date, kind, name }) => (
              <li key={`${date} ${kind}`}>
                {format.day(date)}
                {colon()}
                {legible(name, language)}, {t(`kinds.${kind}`)}
              </li>
            ))}
          </ul>
        </>
      )}
      {errors.length > 0 && <Issues issues={errors} />}
    </Stack>
  )
}

function Issues({ issues }: { issues: readonly CellIssue[] }) {
  const t = useCalendarStrings()
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
