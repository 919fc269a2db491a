import { Button, Drawer, List, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body } from '@/api/client'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Loaded } from '@/parts/loaded'
import { toast } from '@/parts/toast'
import { type EmploymentImport, filesQuery } from './queries'
import { useAttritionStrings } from './strings'

/** Takes in a file of an HR system: first what would happen, then the deed; and undoes one. */
export function FileDrawer({ onClose }: { onClose: () => void }) {
  const t = useAttritionStrings()
  const shell = useShellStrings()
  const [file, setFile] = useState<File>()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: ({ chosen, dryRun }: { chosen: File; dryRun: boolean }) => sent(chosen, dryRun),
    onSuccess: async (outcome) => {
      if (!outcome.written) return
      toast.done(t('taken', { count: outcome.added }))
      setFile(undefined)
      await queries.invalidateQueries({ queryKey: ['attrition'] })
      await queries.invalidateQueries({ queryKey: ['employment-imports'] })
    },
  })
  const outcome = send.data
  const fine = outcome?.dryRun && outcome.errors.length === 0 && outcome.added > 0
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('importTitle')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text>{t('importText')}</Text>
        <FileDrop
          label={t('importFile')}
          accept=".csv,.txt,.xlsx,text/csv"
          busy={send.isPending}
          onFile={(chosen) => {
            setFile(chosen)
            send.mutate({ chosen, dryRun: true })
          }}
        />
        {send.isError && <ErrorPanel error={send.error} />}
        {outcome && <Outcome outcome={outcome} />}
        {file && fine && (
          <Button
            loading={send.isPending}
            onClick={() => send.mutate({ chosen: file, dryRun: false })}
          >
            {t('take')}
          </Button>
        )}
        <Files />
      </Stack>
    </Drawer>
  )
}

async function sent(file: File, dryRun: boolean): Promise<EmploymentImport> {
  const form = new FormData()
  form.append('file', file)
  return body(
    await api.POST('/employments/import', {
      params: { query: { dryRun } },
      body: form as unknown as string,
      bodySerializer: (value) => value as unknown as FormData,
    }),
  )
}

function Outcome({ outcome }: { outcome: EmploymentImport }) {
  const t = useAttritionStrings()
  return (
    <Stack gap="xs">
      <Text>{t('tried', { count: outcome.events, added: outcome.added })}</Text>
      {outcome.ignored.length > 0 && (
        <Text c="dimmed">{t('ignored', { columns: outcome.ignored.join(', ') })}</Text>
      )}
      <List size="sm">
        {outcome.errors.map((error) => (
          <List.Item key={`${error.line} ${error.column} ${error.found}`}>
            {t('problem', { ...error })}
          </List.Item>
        ))}
      </List>
    </Stack>
  )
}

function Files() {
  const t = useAttritionStrings()
  const query = useQuery(filesQuery())
  const queries = useQueryClient()
  const undo = useMutation({
    mutationFn: async (id: number) =>
      body(await api.DELETE('/employment-imports/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? null : (
          <Stack gap="xs">
            <Text fw={600}>{t('earlier')}</Text>
            {items.map((file) => (
              <Text key={file.id} size="sm">
                {file.fileName || `#${file.id}`} · {t('events')} {file.events}{' '}
                {file.undoneAt ? (
                  t('undone')
                ) : (
                  <Button size="compact-xs" variant="default" onClick={() => undo.mutate(file.id)}>
                    {t('undo')}
                  </Button>
                )}
              </Text>
            ))}
          </Stack>
        )
      }
    </Loaded>
  )
}
