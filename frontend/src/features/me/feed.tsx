import { Button, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { useMeStrings } from './strings'

/** A secret address of one's own shifts for one's own calendar. */
export function MyFeed() {
  const t = useMeStrings()
  const make = useMutation({ mutationFn: async () => body(await api.POST('/me/feed')).url })
  return (
    <Panel title={t('feed')}>
      <Text c="dimmed" mb="sm">
        {t('feedText')}
      </Text>
      {make.isError && <ErrorPanel error={make.error} />}
      {make.data ? (
        <TextInput
          aria-label={t('feed')}
          readOnly
          value={new URL(make.data, location.origin).href}
          onFocus={(event) => event.currentTarget.select()}
        />
      ) : (
        <Button variant="default" size="md" loading={make.isPending} onClick={() => make.mutate()}>
          {t('makeFeed')}
        </Button>
      )}
    </Panel>
  )
}
