import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useSite } from '@/api/sites'
import type { Choices } from './settings'
import { useImportStrings } from './strings'

interface Props {
  choices: Choices
  onChange: (choices: Choices) => void
}

/** What to do with unknown queues, wrong rows and contacts while a queue is closed. */
export function ChoiceFields({ choices, onChange }: Props) {
  const t = useImportStrings()
  const site = useSite()
  const box = (key: 'createQueues' | 'skipRefused' | 'allowClosed', label: string) => (
    <Checkbox
      label={label}
      checked={choices[key]}
      onChange={(event) => onChange({ ...choices, [key]: event.currentTarget.checked })}
    />
  )
  return (
    <Stack gap="xs">
      {box('createQueues', t('choices.createQueues', { site: site?.name ?? '' }))}
      {box('allowClosed', t('choices.allowClosed'))}
      {box('skipRefused', t('choices.skipRefused'))}
      <TextInput
        label={t('choices.source')}
        description={t('choices.sourceHint')}
        maw={420}
        maxLength={100}
        value={choices.source}
        onChange={(event) => onChange({ ...choices, source: event.currentTarget.value })}
      />
    </Stack>
  )
}
