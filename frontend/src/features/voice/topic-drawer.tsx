import { Button, Checkbox, Drawer, NativeSelect, Stack, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat } from '@/format'
import { ErrorPanel } from '@/parts/error-panel'
import { toast } from '@/parts/toast'
import { useReasonName } from './frame'
import {
  type ReasonFields,
  reasonsQuery,
  type Topic,
  useFileTopic,
  useJoinTopics,
  useNameTopic,
} from './queries'
import { ReasonInputs } from './reason-fields'
import { useVoiceStrings } from './strings'
import { TopicWords } from './topic-words'

/** A topic: what it is called, what belongs to it, and under which reason it goes. */
export function TopicDrawer(props: {
  topic: Topic
  others: readonly Topic[]
  onClose: () => void
}) {
  const { topic, others, onClose } = props
  const t = useVoiceStrings()
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={topic.name || topic.terms.join(' · ')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        <Naming topic={topic} />
        {others.length > 0 && <Joining topic={topic} others={others} />}
        <Filing topic={topic} onDone={onClose} />
      </Stack>
    </Drawer>
  )
}

function Naming({ topic }: { topic: Topic }) {
  const t = useVoiceStrings()
  const [name, setName] = useState(topic.name)
  const save = useNameTopic()
  return (
    <>
      <TextInput
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {save.error && <ErrorPanel error={save.error} />}
      <Button
        loading={save.isPending}
        onClick={() => save.mutate({ topic, name }, { onSuccess: () => toast.done(t('saved')) })}
      >
        {t('save')}
      </Button>
    </>
  )
}

function Joining({ topic, others }: { topic: Topic; others: readonly Topic[] }) {
  const t = useVoiceStrings()
  const [other, setOther] = useState('')
  const join = useJoinTopics()
  return (
    <>
      <NativeSelect
        label={t('join')}
        value={other}
        onChange={(event) => setOther(event.currentTarget.value)}
        data={[
          { value: '', label: t('chooseTopic') },
          ...others.map(({ id, name, terms }) => ({
            value: String(id),
            label: name || terms.join(' · '),
          })),
        ]}
      />
      {join.error && <ErrorPanel error={join.error} />}
      <Button
        variant="default"
        disabled={other === ''}
        loading={join.isPending}
        onClick={() =>
          join.mutate(
            { id: topic.id, otherId: Number(other) },
            {
              onSuccess: () => {
                setOther('')
                toast.done(t('saved'))
              },
            },
          )
        }
      >
        {t('joinIt')}
      </Button>
    </>
  )
}

const FRESH = '0'

function Filing({ topic, onDone }: { topic: Topic; onDone: () => void }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const reasonName = useReasonName()
  const reasons = useQuery(reasonsQuery)
  const [chosen, setChosen] = useState(topic.reasonId > 0 ? String(topic.reasonId) : '')
  const [words, setWords] = useState<string[]>(topic.terms)
  const [over, setOver] = useState(false)
  const [fresh, setFresh] = useState<ReasonFields>({
    ...{ code: '', name: topic.name, nameZh: '', driver: 'defect', parentId: 0 },
    words: [],
    retired: false,
  })
  const file = useFileTopic()
  const change = (part: Partial<ReasonFields>) => setFresh((old) => ({ ...old, ...part }))
  const send = () =>
    file.mutate(
      {
        id: topic.id,
        filing: {
          reasonId: Number(chosen),
          over,
          learn: words.length > 0,
          words,
          ...(chosen === FRESH && { new: fresh }),
        },
      },
      {
        onSuccess: ({ filed }) => {
          toast.done(t('filed', { count: format.number(filed) }))
          onDone()
        },
      },
    )
  return (
    <>
      <NativeSelect
        label={t('file')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: t('chooseReason') },
          { value: FRESH, label: t('newReason') },
          ...(reasons.data ?? []).map((one) => ({
            value: String(one.id),
            label: reasonName(one),
          })),
        ]}
      />
      {chosen === FRESH && (
        <>
          <Title order={3}>{t('newReason')}</Title>
          <ReasonInputs fields={fresh} above={reasons.data ?? []} onChange={change} />
        </>
      )}
      <TopicWords
        terms={topic.terms}
        reasons={reasons.data ?? []}
        chosen={words}
        onChange={setWords}
      />
      <Checkbox
        label={t('over')}
        checked={over}
        onChange={(event) => setOver(event.currentTarget.checked)}
      />
      {file.error && <ErrorPanel error={file.error} />}
      <Button disabled={chosen === ''} loading={file.isPending} onClick={send}>
        {t('fileIt')}
      </Button>
    </>
  )
}
