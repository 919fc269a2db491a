import { Button, Group, Modal, NativeSelect, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useShellStrings } from '@/app/strings'
import { RefusalPanel } from '@/features/careers/refusals/panel'
import { colon } from '@/i18n/colon'
import { toast } from '@/parts/toast'
import { type NewTalk, recordTalk, useWarningChange, type WarnedPerson } from './queries'
import { useWarningStrings } from './strings'

const OUTCOMES: readonly NewTalk['outcome'][] = ['talked', 'agreed', 'no_need', 'leaving']

/** Marks somebody as talked to, with what came of it. */
export function TalkButton({ person }: { person: WarnedPerson }) {
  const t = useWarningStrings()
  const shell = useShellStrings()
  const [opened, setOpened] = useState(false)
  const [talk, setTalk] = useState<NewTalk>({ outcome: 'talked', note: '' })
  const change = useWarningChange(recordTalk)
  const send = () =>
    change.mutate(
      { id: person.personId, ...talk },
      {
        onSuccess: () => {
          setOpened(false)
          toast.done(t('done'))
        },
      },
    )
  return (
    <>
      <Button
        variant="default"
        aria-label={`${t('talk')}${colon()}${person.name}`}
        onClick={() => setOpened(true)}
      >
        {t('talk')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={`${t('talk')}${colon()}${person.name}`}
        closeButtonProps={{ 'aria-label': shell('close') }}
      >
        <Stack>
          {change.error && <RefusalPanel error={change.error} />}
          <NativeSelect
            label={t('outcome')}
            value={talk.outcome}
            onChange={(event) => {
              const outcome = OUTCOMES.find((known) => known === event.currentTarget.value)
              if (outcome) setTalk({ ...talk, outcome })
            }}
            data={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          />
          <Textarea
            label={t('note')}
            autosize
            minRows={2}
            value={talk.note}
            onChange={(event) => setTalk({ ...talk, note: event.currentTarget.value })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpened(false)}>
              {t('cancel')}
            </Button>
            <Button loading={change.isPending} onClick={send}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
