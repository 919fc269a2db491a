import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { ErrorPanel } from '@/parts/error-panel'
import { useShellStrings } from './strings'

/** What an address shows that leads nowhere. */
export function NotFoundPage() {
  const t = useShellStrings()
  return (
    <Stack component="main" p="lg" gap="sm" maw={560}>
      <Title order={1} size="h2">
        {t('trouble.notFound')}
      </Title>
      <Text>{t('trouble.notFoundText')}</Text>
      <Anchor component={Link} to="/">
        {t('trouble.home')}
      </Anchor>
    </Stack>
  )
}

/** What takes the place of a screen that failed. The shell around it stays usable. */
export function CrashPage({ error, reset }: ErrorComponentProps) {
  const t = useShellStrings()
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Stack component="main" p="lg" gap="md" maw={640}>
      <Title order={1} size="h2">
        {t('trouble.crash')}
      </Title>
      <Text>{t('trouble.crashText')}</Text>
      <ErrorPanel error={error} />
      <Group>
        <Button onClick={retry}>{t('trouble.retry')}</Button>
        <Anchor component={Link} to="/">
          {t('trouble.home')}
        </Anchor>
      </Group>
    </Stack>
  )
}
