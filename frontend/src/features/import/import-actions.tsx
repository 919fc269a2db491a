import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { trackJob } from '@/app/jobs/tracked'
import { ForecastIcon, UndoIcon } from '@/design/icons'
import { useFormat } from '@/format'
import { confirm } from '@/parts/confirm'
import { toast } from '@/parts/toast'
import { type ImportReport, isRunning, useStartImport, useUndoImport } from './queries'
import { useImportStrings } from './strings'

/** What to do next with an import: take it in earnest, read it otherwise, undo it, or forecast. */
export function ImportActions({ report }: { report: ImportReport }) {
  const mayManage = useMay('demand:manage')
  if (!mayManage || isRunning(report)) return null
  const isTrial = report.dryRun && report.state !== 'undone'
  const kept = isTrial || report.state === 'refused' || report.state === 'failed'
  return (
    <>
      {kept && <Mend report={report} />}
      {isTrial && report.state === 'done' && <Commit report={report} />}
      {!report.dryRun && report.state === 'done' && <Undo report={report} />}
      {!report.dryRun && report.state === 'done' && <ToForecast report={report} />}
    </>
  )
}

function Mend({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          to="/import/upload/$uploadId"
          params={{ uploadId: report.uploadId }}
          search={{ like: report.id }}
          {...props}
        />
      )}
    >
      {t('report.mend')}
    </Button>
  )
}

function Commit({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const format = useFormat()
  const navigate = useNavigate()
  const start = useStartImport()
  const { uploadId, read, createQueues, siteId, skipRefused, allowClosed, source } = report
  const commit = () =>
    start.mutate(
      { uploadId, ...read, createQueues, siteId, skipRefused, allowClosed, source, dryRun: false },
      {
        onSuccess: ({ importId, jobId }) => {
          trackJob(jobId)
          void navigate({ to: '/import/$importId', params: { importId } })
        },
        onError: (error) => toast.failed(error.message),
      },
    )
  return (
    <Button loading={start.isPending} disabled={report.rowsTaken === 0} onClick={commit}>
      {t('report.commit', { count: report.rowsTaken, number: format.number(report.rowsTaken) })}
    </Button>
  )
}

function Undo({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const undo = useUndoImport()
  const ask = () =>
    confirm({
      title: t('report.undoTitle'),
      text: t('report.undoText'),
      yes: t('report.undo'),
      no: t('report.cancel'),
      act: () =>
        undo.mutate(report.id, {
          onSuccess: ({ jobId }) => {
            trackJob(jobId)
            toast.done(t('report.undoStarted'))
          },
          onError: (error) => toast.failed(error.message),
        }),
    })
  return (
    <Button
      variant="default"
      leftSection={<UndoIcon size={16} aria-hidden />}
      loading={undo.isPending}
      onClick={ask}
    >
      {t('report.undo')}
    </Button>
  )
}

function ToForecast({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const [only, ...more] = report.queueIds
  const queue = more.length === 0 ? only : undefined
  return (
    <Button
      leftSection={<ForecastIcon size={16} aria-hidden />}
      renderRoot={(props) => <Link to="/forecast" search={{ queue, order: true }} {...props} />}
    >
      {t('report.forecast')}
    </Button>
  )
}
