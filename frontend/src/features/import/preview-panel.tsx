import { Alert, Checkbox, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import { PreviewTable } from './preview-table'
import type { MappingPreview, PreviewRow, Upload } from './queries'
import { type Settings, withColumn } from './settings'
import { useImportStrings } from './strings'
import { useFieldName } from './words'

interface Props {
  upload: Upload
  settings: Settings
  preview: MappingPreview | undefined
  error: unknown
  onChange: (settings: Settings) => void
}

/** The first rows as the settings read them, and the meaning of each column to choose. */
export function PreviewPanel({ upload, settings, preview, error, onChange }: Props) {
  const t = useImportStrings()
  const [onlyWrong, setOnlyWrong] = useState(false)
  const rows = rowsOf(upload, preview)
  const wrong = rows.filter(({ problems }) => problems.length > 0)
  const read = preview !== undefined && preview.missing.length === 0
  return (
    <Panel
      title={t('preview.title')}
      actions={
        wrong.length > 0 && (
          <Checkbox
            label={t('preview.onlyWrong')}
            checked={onlyWrong}
            onChange={(event) => setOnlyWrong(event.currentTarget.checked)}
          />
        )
      }
    >
      <Group mb="sm" role="status" mih={24}>
        {preview && preview.missing.length > 0 && <Missing fields={preview.missing} />}
        {read && wrong.length > 0 && (
          <Status standing="bad">{t('preview.wrong', { count: wrong.length })}</Status>
        )}
        {read && wrong.length === 0 && <Status standing="ok">{t('preview.fine')}</Status>}
      </Group>
      {error != null && <ErrorPanel error={error} />}
      <PreviewTable
        upload={upload}
        settings={settings}
        rows={onlyWrong && wrong.length > 0 ? wrong : rows}
        onColumn={(column, field) => onChange(withColumn(settings, column, field))}
      />
    </Panel>
  )
}

function Missing({ fields }: { fields: readonly string[] }) {
  const t = useImportStrings()
  const fieldName = useFieldName()
  return (
    <Alert color="blue" variant="outline" w="100%" p="xs">
      <Text>{t('preview.missing', { fields: fields.map(fieldName).join(', ') })}</Text>
      {fields.includes('queue_ext_id') && <Text>{t('preview.missingQueue')}</Text>}
    </Alert>
  )
}

/** Rows as read; while fields are missing none is, and the file's own cells stand there. */
export function rowsOf(
  { recognised: { sample, headerLine } }: Upload,
  preview: MappingPreview | undefined,
): PreviewRow[] {
  if (preview && preview.rows.length > 0) return preview.rows
  return sample.map((cells, row) => ({ line: headerLine + 1 + row, cells, problems: [] }))
}
