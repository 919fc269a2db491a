import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useImportPeople } from '@/api/people'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { FileDrop } from '@/parts/file-drop'
import { Page } from '@/parts/page'
import { toast } from '@/parts/toast'
import { ImportOutcome } from './import-outcome'
import { usePeopleStrings } from './strings'

/** Brings people in from a CSV file: first what would happen, then the deed. */
export function PeopleImportPage() {
  const t = usePeopleStrings()
  const format = useFormat()
  const [file, setFile] = useState<File>()
  const run = useImportPeople()
  const outcome = run.data
  const choose = (chosen: File) => {
    setFile(chosen)
    run.mutate({ file: chosen, dryRun: true })
  }
  const commit = () => {
    if (!file) return
    run.mutate(
      { file, dryRun: false },
      {
        onSuccess: ({ created, updated }) => toast.done(t('import.done', { created, updated })),
      },
    )
  }
  return (
    <Page
      title={t('import.title')}
      trail={[
        <Anchor key="people" renderRoot={(props) => <Link to="/people" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
    >
      <Stack gap="md" maw={980}>
        <Text>
          {t('import.text')}{' '}
          <Code>code, name, email, site, employer, team, agreement, skills, hired_on, left_on</Code>
        </Text>
        <Text c="dimmed">{t('import.skillsHint')}</Text>
        <FileDrop
          label={t('import.drop')}
          accept=".csv,.txt,text/csv"
          busy={run.isPending}
          onFile={choose}
        />
        {file && (
          <Text c="dimmed">
            {file.name} · {format.bytes(file.size)}
          </Text>
        )}
        {run.isError && <ErrorPanel error={run.error} />}
        {outcome && <ImportOutcome outcome={outcome} />}
        {outcome?.dryRun && outcome.refused === 0 && outcome.taken > 0 && (
          <Group>
            <Button loading={run.isPending} onClick={commit}>
              {t('import.commit', { count: outcome.created + outcome.updated })}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}
