import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { Panel } from '@/parts/panel'
import { toast } from '@/parts/toast'
import { useUnsaved } from '@/parts/unsaved'
import { type Impact, useSay } from './queries'
import { useImpactStrings } from './strings'

const PARTS = ['basis', 'advice', 'views', 'left'] as const

/** What a program cannot know, as people of the centre wrote it. */
export function WordsPanel({ impact }: { impact: Impact }) {
  const t = useImpactStrings()
  const [writing, setWriting] = useState(false)
  return (
    <Panel title={t('words')}>
      <Text c="dimmed" mb="sm">
        {t('wordsText')}
      </Text>
      {writing ? (
        <Writing impact={impact} onClose={() => setWriting(false)} />
      ) : (
        <Written impact={impact} onWrite={() => setWriting(true)} />
      )}
    </Panel>
  )
}

function Written({ impact, onWrite }: { impact: Impact; onWrite: () => void }) {
  const t = useImpactStrings()
  const format = useFormat()
  const { version, words, changedAt, changedBy } = impact
  return (
    <Stack gap="md" maw={860}>
      {PARTS.map((part) => (
        <section key={part}>
          <Title order={3} size="h5">
            {t(part)}
          </Title>
          <Text
            c={words[part] ? undefined : 'dimmed'}
            style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {words[part] || t('unsaid')}
          </Text>
        </section>
      ))}
      {changedAt && (
        <Text size="sm" c="dimmed">
          {t('changed', {
            version,
            day: format.day(changedAt.slice(0, 10), 'full'),
            name: changedBy || t('somebody'),
          })}
        </Text>
      )}
      <Button variant="default" w="fit-content" onClick={onWrite}>
        {t('write')}
      </Button>
    </Stack>
  )
}

function Writing({ impact, onClose }: { impact: Impact; onClose: () => void }) {
  const t = useImpactStrings()
  const [words, setWords] = useState(impact.words)
  useUnsaved(PARTS.some((part) => words[part] !== impact.words[part]))
  const say = useSay(() => {
    toast.done(t('saved'))
    onClose()
  })
  return (
    <Stack gap="md" maw={860}>
      {PARTS.map((part) => (
        <Textarea
          key={part}
          label={t(part)}
          autosize
          minRows={3}
          maxLength={8000}
          value={words[part]}
          onChange={(event) => {
            const { value } = event.currentTarget
            setWords((old) => ({ ...old, [part]: value }))
          }}
        />
      ))}
      {say.error && <ErrorPanel error={say.error} />}
      <Group>
        <Button
          loading={say.isPending}
          onClick={() => say.mutate({ version: impact.version, words })}
        >
          {t('save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  )
}
