import { Alert, Button, Drawer, List, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { save } from '@/parts/save-file'
import { toast } from '@/parts/toast'
import { type GroupsFile, reportQuery, sendGroups } from './queries'
import { useFairChanceStrings } from './strings'
import { useAttributeName } from './words'

/** A file to begin with; its people are made up, so that it is refused as it stands. */
const EXAMPLE = 'code,attribute,group\nE0001,sex,women\nE0001,age,under 30\nE0002,sex,men\n'

/** Writes groups from a file: first what it says, then the deed. What is kept is never read. */
export function GroupsDrawer({ onClose }: { onClose: () => void }) {
  const t = useFairChanceStrings()
  const shell = useShellStrings()
  const [file, setFile] = useState<File>()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: sendGroups,
    onSuccess: async (outcome) => {
      if (!outcome.written) return
      toast.done(t('groups.taken'))
      await queries.invalidateQueries({ queryKey: reportQuery.queryKey })
      onClose()
    },
  })
  const outcome = send.data
  const fine = outcome?.dryRun && outcome.faults.length === 0
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('groups.title')}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack>
        <Text>{t('groups.text')}</Text>
        <Text size="sm" c="dimmed">
          {t('groups.kept')}
        </Text>
        <Button
          variant="default"
          w="fit-content"
          onClick={() => save(EXAMPLE, 'groups.csv', 'text/csv')}
        >
          {t('groups.example')}
        </Button>
        <FileDrop
          label={t('groups.file')}
          accept=".csv,.txt,.xlsx,text/csv"
          busy={send.isPending}
          onFile={(chosen) => {
            setFile(chosen)
            send.mutate({ file: chosen, dryRun: true })
          }}
        />
        {send.isError && <ErrorPanel error={send.error} />}
        {outcome && <Outcome outcome={outcome} />}
        {file && fine && (
          <Button loading={send.isPending} onClick={() => send.mutate({ file, dryRun: false })}>
            {t('groups.take')}
          </Button>
        )}
      </Stack>
    </Drawer>
  )
}

/** What the file says, or what is wrong with it; nothing of what is kept. */
function Outcome({ outcome }: { outcome: GroupsFile }) {
  const t = useFairChanceStrings()
  const format = useFormat()
  const attributeName = useAttributeName()
  const rows = outcome.attributes.flatMap(({ name, groups, removed }) => [
    ...groups.map((group) => ({ attribute: name, group: group.name, people: group.people })),
    ...(removed ? [{ attribute: name, group: '', people: removed }] : []),
  ])
  return (
    <Stack gap="xs">
      {outcome.ignored.length > 0 && (
        <Text c="dimmed">{t('groups.ignored', { columns: format.list(outcome.ignored) })}</Text>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('groups.says')}
          rows={rows}
          rowKey={({ attribute, group }) => `${attribute} ${group}`}
          columns={[
            {
              key: 'attribute',
              header: t('groups.attribute'),
              cell: ({ attribute }) => attributeName(attribute),
            },
            {
              key: 'group',
              header: t('group'),
              names: true,
              cell: ({ group }) => group || t('groups.removed'),
            },
            {
              key: 'people',
              header: t('people'),
              align: 'end',
              cell: ({ people }) => format.number(people),
            },
          ]}
        />
      )}
      {outcome.faults.length > 0 && <Faults faults={outcome.faults} />}
    </Stack>
  )
}

const SHOWN = 50

function Faults({ faults }: { faults: GroupsFile['faults'] }) {
  const t = useFairChanceStrings()
  return (
    <Alert color="red" variant="outline" role="alert" title={t('groups.wrong')}>
      <List size="sm">
        {faults.slice(0, SHOWN).map((fault) => (
          <List.Item key={`${fault.line} ${fault.column} ${fault.kind}`}>
            {t(`groups.faults.${fault.kind}`, { ...fault })}
          </List.Item>
        ))}
      </List>
      {faults.length > SHOWN && <Text>{t('groups.more', { count: faults.length - SHOWN })}</Text>}
    </Alert>
  )
}
