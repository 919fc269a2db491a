import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Panel } from '@/parts/panel'
import { ImportsTable } from './imports-table'
import { importsQuery, uploadQuery } from './queries'
import { sendFile } from './send-file'
import { useImportStrings } from './strings'

/** Takes a file of history, and shows the imports so far. */
export function ImportPage() {
  const t = useImportStrings()
  const query = useQuery(importsQuery)
  return (
    <Page title={t('title')}>
      <Stack gap="md">
        <Text c="dimmed" maw={760}>
          {t('purpose')}
        </Text>
        <Sender />
        <Panel title={t('past')}>
          <Loaded query={query}>
            {(list) =>
              list.length > 0 ? (
                <ImportsTable imports={list} />
              ) : (
                <Text c="dimmed">{t('none')}</Text>
              )
            }
          </Loaded>
        </Panel>
      </Stack>
    </Page>
  )
}

/** The place to drop a file on; while one is sent, how far it is. */
function Sender() {
  const t = useImportStrings()
  const format = useFormat()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [share, setShare] = useState(0)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const send = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController()
      setShare(0)
      return sendFile(file, setShare, stop.current.signal)
    },
    onSuccess: (upload) => {
      client.setQueryData(uploadQuery(upload.id).queryKey, upload)
      void navigate({ to: '/import/upload/$uploadId', params: { uploadId: upload.id } })
    },
  })
  const stopped = send.error instanceof DOMException
  const name = send.variables?.name ?? ''
  return (
    <>
      <FileDrop
        label={t('drop')}
        hint={t('dropHint')}
        accept=".csv,.txt,.tsv,.gz,.xlsx"
        busy={send.isPending}
        onFile={(file) => send.mutate(file)}
      />
      {send.isPending && (
        <Stack gap={4} role="status">
          <Group justify="space-between">
            <Text>
              {t(share < 1 ? 'sending' : 'reading', { name })} ({format.percent(share)})
            </Text>
            <Button size="xs" variant="default" onClick={() => stop.current?.abort()}>
              {t('stop')}
            </Button>
          </Group>
          <Progress value={share * 100} animated={share >= 1} aria-label={t('sending', { name })} />
        </Stack>
      )}
      {send.isError && !stopped && <ErrorPanel error={send.error} />}
    </>
  )
}
