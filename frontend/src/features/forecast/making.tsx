import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { finished, useCancelJob, useJob } from '@/api/jobs'
import { useForecastStrings } from './strings'

/** Stands in place of a forecast that is being made: how far it is, and how to stop it. */
export function Making({ job: id }: { job: number | undefined }) {
  const t = useForecastStrings()
  const { data: job } = useJob(id)
  const cancel = useCancelJob()
  const fraction = job?.fraction ?? 0
  return (
    <Paper withBorder p="lg" maw={560} role="status">
      <Stack gap="sm">
        <Text fw={600}>{t('run.making')}</Text>
        <Text c="dimmed">{t('run.makingText')}</Text>
        <Progress
          value={fraction === 0 ? 100 : fraction * 100}
          animated={fraction === 0}
          aria-label={t('run.making')}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {job?.message || job?.phase}
          </Text>
          {job && !finished(job) && (
            <Button
              size="xs"
              variant="default"
              loading={cancel.isPending}
              onClick={() => cancel.mutate(job.id)}
            >
              {t('run.cancel')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
