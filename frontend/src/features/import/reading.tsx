import { Button, Group, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSite } from '@/api/sites'
import { trackJob } from '@/app/jobs/tracked'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { ChoiceFields } from './choice-fields'
import { PreviewPanel } from './preview-panel'
import { previewQuery, type Upload, useStartImport } from './queries'
import { Recognised } from './recognised'
import { remember } from './remembered'
import { type Choices, mappingOf, orderOf, recognisedSettings, type Settings } from './settings'
import { SettingsFields } from './settings-fields'
import { useImportStrings } from './strings'

const SETTLE_MS = 250

interface Props {
  upload: Upload
  first: Settings
  firstChoices: Choices
  /** The settings are those of the last file like this. */
  fromMemory: boolean
}

/** How a file is to be read, with its first rows read like that at once. */
export function Reading({ upload, first, firstChoices, fromMemory }: Props) {
  const t = useImportStrings()
  const site = useSite()
  const navigate = useNavigate()
  const [settings, setSettings] = useState(first)
  const [choices, setChoices] = useState(firstChoices)
  const [settled] = useDebouncedValue(settings, SETTLE_MS)
  const preview = useQuery(previewQuery(upload.id, mappingOf(settled)))
  const start = useStartImport()
  const missing = preview.data?.missing ?? []
  const check = () =>
    start.mutate(orderOf(upload.id, settings, choices, site?.id, true), {
      onSuccess: ({ importId, jobId }) => {
        remember(upload.recognised.header, settings)
        trackJob(jobId)
        void navigate({ to: '/import/$importId', params: { importId } })
      },
    })
  return (
    <Stack gap={0}>
      <Recognised
        upload={upload}
        fromMemory={fromMemory}
        onForget={() => setSettings(recognisedSettings(upload))}
      />
      <Panel title={t('settings.title')}>
        <SettingsFields
          upload={upload}
          settings={settings}
          zone={preview.data?.timeZone}
          onChange={setSettings}
        />
      </Panel>
      <PreviewPanel
        upload={upload}
        settings={settings}
        preview={preview.data}
        error={preview.error}
        onChange={setSettings}
      />
      <Panel title={t('choices.title')}>
        <Stack gap="sm">
          <ChoiceFields choices={choices} onChange={setChoices} />
          {start.isError && <ErrorPanel error={start.error} />}
          <Group gap="sm">
            <Button
              loading={start.isPending}
              disabled={missing.length > 0 || preview.isError}
              onClick={check}
            >
              {t('choices.check')}
            </Button>
            <Text c="dimmed">{t('choices.checkHint')}</Text>
          </Group>
        </Stack>
      </Panel>
    </Stack>
  )
}
