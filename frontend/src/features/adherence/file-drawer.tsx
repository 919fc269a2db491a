import { Button, Drawer, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { save } from '@/parts/save-file'
import { toast } from '@/parts/toast'
import { Outcome, UnknownStates } from './file-outcome'
import { type Activity, sendStates } from './queries'
import { useAdherenceStrings } from './strings'

/** A file to begin with; its people are made up, so that it is refused as it stands. */
const EXAMPLE = `code,start,end,state
E0001,2026-11-02 09:00:00,2026-11-02 11:02:10,Ready
E0001,2026-11-02 11:02:10,2026-11-02 11:17:40,Break
E0001,2026-11-02 11:17:40,2026-11-02 13:00:00,Ready
E0001,2026-11-02 13:00:00,2026-11-02 13:31:00,Lunch
`

/** Takes in what a switch recorded: first what the file says and which words need explaining, then the deed. */
export function FileDrawer({ onClose }: { onClose: () => void }) {
  const t = useAdherenceStrings()
  const shell = useShellStrings()
  const [file, setFile] = useState<File>()
  const [states, setStates] = useState<Record<string, Activity>>({})
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: sendStates,
    onSuccess: async (outcome) => {
      if (!outcome.written) return
      toast.done(t('file.taken'))
      await queries.invalidateQueries({ queryKey: ['adherence'] })
      onClose()
    },
  })
  const outcome = send.data
  const unknown = outcome?.unknownStates ?? []
  const told = unknown.every(({ word }) => states[word])
  const fine = outcome?.dryRun && outcome.faults.length === 0
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('file.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text>{t('file.text')}</Text>
        <Text size="sm" c="dimmed">
          {t('file.replaces')}
        </Text>
        <Button
          variant="default"
          w="fit-content"
          onClick={() => save(EXAMPLE, 'agent-states.csv', 'text/csv')}
        >
          {t('file.example')}
        </Button>
        <FileDrop
          label={t('file.choose')}
          accept=".csv,.txt,.xlsx,text/csv"
          busy={send.isPending}
          onFile={(chosen) => {
            setFile(chosen)
            send.mutate({ file: chosen, dryRun: true, states })
          }}
        />
        {send.isError && <ErrorPanel error={send.error} />}
        {file && unknown.length > 0 && (
          <UnknownStates
            words={unknown}
            states={states}
            onSay={(word, activity) => setStates((old) => ({ ...old, [word]: activity }))}
          />
        )}
        {file && unknown.length > 0 && (
          <Button
            variant="default"
            disabled={!told}
            loading={send.isPending}
            onClick={() => send.mutate({ file, dryRun: true, states })}
          >
            {t('file.again')}
          </Button>
        )}
        {outcome && <Outcome outcome={outcome} />}
        {file && fine && (
          <Button
            loading={send.isPending}
            onClick={() => send.mutate({ file, dryRun: false, states })}
          >
            {t('file.take')}
          </Button>
        )}
      </Stack>
    </Drawer>
  )
}
