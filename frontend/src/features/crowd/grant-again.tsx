import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type AuthorityGrant, recertifyGrant, reviewGrant } from '@/api/authority'
import { useCrowdAct } from '@/api/crowd'
import { useShellStrings } from '@/app/strings'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { useCrowdStrings } from './strings'

/** What is done about a grant that stood: it goes on, or broken glass is looked at. */
export interface Again {
  kind: 'recertify' | 'review'
  grant: AuthorityGrant
}

/** Asks for the reason to go on, or for what was found. */
export function GrantAgain({ again, onClose }: { again: Again; onClose: () => void }) {
  const t = useCrowdStrings()
  const shell = useShellStrings()
  const [words, setWords] = useState('')
  const { kind, grant } = again
  const act = useCrowdAct(() => (kind === 'review' ? reviewGrant : recertifyGrant)(grant, words))
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t(`grant.${kind}`)}${colon()}${grant.name}`}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <Stack gap="sm">
        {act.isError && <ErrorPanel error={act.error} />}
        <Text>{t(kind === 'review' ? 'grant.reviewText' : 'grant.recertifyText')}</Text>
        <TextInput
          label={t(kind === 'review' ? 'grant.finding' : 'grant.reason')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button
            disabled={words.trim().length < 3}
            loading={act.isPending}
            onClick={() => act.mutate(undefined, { onSuccess: onClose })}
          >
            {t(`grant.${kind}`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
