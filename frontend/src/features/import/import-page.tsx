import { Alert, Anchor, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useJob } from '@/api/jobs'
import { useSite } from '@/api/sites'
import { failureText } from '@/app/jobs/failure'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'
import { Status } from '@/parts/status'
import { Counts } from './counts'
import { ImportActions } from './import-actions'
import { ImportProgress } from './import-progress'
import { ProblemsPanel } from './problems-panel'
import { type ImportReport, importQuery, isRunning } from './queries'
import { ReconciliationPanel } from './reconciliation-panel'
import { useImportStrings } from './strings'
import { useStateWord } from './words'

const route = getRouteApi('/shell/import/$importId')

/** One import, on trial or in earnest: how far it is, what it found, and how to take it back. */
export function OneImportPage() {
  const t = useImportStrings()
  const { importId } = route.useParams()
  const query = useQuery(importQuery(importId))
  useFreshHistory(query.data)
  return (
    <Page
      title={query.data?.fileName ?? t('title')}
      trail={[
        <Anchor key="all" renderRoot={(props) => <Link to="/import" {...props} />}>
          {t('title')}
        </Anchor>,
      ]}
      note={query.data && <State report={query.data} />}
      actions={query.data && <ImportActions report={query.data} />}
    >
      <Loaded query={query}>{(report) => <Report report={report} />}</Loaded>
    </Page>
  )
}

// What the history screens have read is stale once an import has written or given back.
function useFreshHistory(report: ImportReport | undefined): void {
  const client = useQueryClient()
  const state = report?.state
  useEffect(() => {
    if (state === 'done' || state === 'undone') {
      void client.invalidateQueries({ queryKey: ['history'] })
      void client.invalidateQueries({ queryKey: ['queues'] })
      void client.invalidateQueries({ queryKey: ['imports', 'list'] })
    }
  }, [state, client])
}

function State({ report }: { report: ImportReport }) {
  const format = useFormat()
  const site = useSite()
  const { standing, word } = useStateWord()(report)
  return (
    <>
      <Status standing={standing}>{word}</Status>
      <Text c="dimmed">{format.dateTime(report.createdAt, site?.zone ?? 'UTC')}</Text>
    </>
  )
}

function Report({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  if (isRunning(report)) return <ImportProgress report={report} />
  return (
    <Stack gap={0}>
      <Outcome report={report} />
      <Counts report={report} />
      {report.rowsRead > 0 &&
        report.rowsTaken > 0 &&
        report.rowsAdded + report.rowsChanged === 0 && <Text mb="md">{t('report.nothing')}</Text>}
      <ProblemsPanel report={report} />
      <ReconciliationPanel report={report} />
    </Stack>
  )
}

/** Why an import failed; of one whose process ended, only its own record tells. */
function Why({ report: { jobId, failure = '' } }: { report: ImportReport }) {
  const { data: job } = useJob(jobId)
  return <>{failureText({ ...job, error: job?.error || failure })}</>
}

/** In a sentence, what became of the file. */
function Outcome({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  if (report.state === 'failed') {
    return (
      <Alert color="red" variant="outline" role="alert" mb="md" title={t('states.failed')}>
        <Why report={report} />
      </Alert>
    )
  }
  if (report.state === 'refused') {
    return (
      <Alert color="red" variant="outline" role="alert" mb="md" title={t('states.refused')}>
        {t('report.refusedText')}
      </Alert>
    )
  }
  if (report.dryRun && report.state === 'done') {
    return (
      <Alert color="blue" variant="outline" mb="md" title={t('report.dryRun')}>
        {t('report.dryText')}
      </Alert>
    )
  }
  return null
}
