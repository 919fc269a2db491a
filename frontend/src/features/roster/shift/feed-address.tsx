import { ActionIcon, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useRotateFeed } from '@/api/people'
import { Check, Copy } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { useRosterStrings } from '../strings'

/** Makes a secret calendar address of a person's published shifts, to hand on. It is shown once. */
export function FeedAddress({ personId }: { personId: number }) {
  const t = useRosterStrings()
  const rotate = useRotateFeed(personId)
  const clipboard = useClipboard()
  const address = rotate.data && new URL(rotate.data, location.origin).href
  return (
    <>
      <Title order={3} mt="md">
        {t('feed.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('feed.text')}
      </Text>
      {rotate.isError && <ErrorPanel error={rotate.error} />}
      {address ? (
        <Group gap="xs" wrap="nowrap">
          <TextInput aria-label={t('feed.title')} readOnly value={address} style={{ flex: 1 }} />
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t('feed.copy')}
            onClick={() => clipboard.copy(address)}
          >
            {clipboard.copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          </ActionIcon>
        </Group>
      ) : (
        <Button
          size="xs"
          variant="default"
          loading={rotate.isPending}
          onClick={() => rotate.mutate()}
        >
          {t('feed.make')}
        </Button>
      )}
    </>
  )
}
