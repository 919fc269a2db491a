import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { finished, useCancelJob, useJob } from '@/api/jobs'
import type { ImportReport } from './queries'
import { useImportStrings } from './strings'
import { useStateWord } from './words'

/** How far an import is, and how to stop it. */
export function ImportProgress({ report }: { report: ImportReport }) {
  const t = useImportStrings()
  const { word } = useStateWord()(report)
  const { data: job } = useJob(report.jobId)
  const cancel = useCancelJob()
  const fraction = job?.fraction ?? 0
  return (
    <Paper withBorder p="lg" maw={560} role="status">
      <Stack gap="sm">
        <Text fw={600}>{t('report.running')}</Text>
        <Text c="dimmed">{t('report.runningText')}</Text>
        <Progress
          value={fraction === 0 ? 100 : fraction * 100}
          animated={fraction === 0}
          aria-label={t('report.running')}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {[word, job?.message].filter(Boolean).join(' · ')}
          </Text>
          {job && !finished(job) && (
            <Button
              size="xs"
              variant="default"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(job.id)}
            >
              {t('report.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
