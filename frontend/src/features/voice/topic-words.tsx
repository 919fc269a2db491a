import { Checkbox, Stack, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { useReasonName } from './frame'
import type { Reason } from './queries'
import { useVoiceStrings } from './strings'

interface Props {
  terms: readonly string[]
  reasons: readonly Reason[]
  chosen: readonly string[]
  onChange: (words: string[]) => void
}

/** The words that mark a topic: which of them its reason takes, and where each stands already. */
export function TopicWords({ terms, reasons, chosen, onChange }: Props) {
  const t = useVoiceStrings()
  const format = useFormat()
  const name = useReasonName()
  const at = (term: string) =>
    reasons.filter(({ words }) => words.some((word) => stemmed(word, term))).map((one) => name(one))
  return (
    <Checkbox.Group
      label={t('learnWords')}
      description={t('learnText')}
      value={[...chosen]}
      onChange={onChange}
    >
      <Stack gap={4} mt="xs">
        {terms.map((term) => {
          const already = at(term)
          return (
            <Checkbox
              key={term}
              value={term}
              label={
                <>
                  {term}{' '}
                  {already.length > 0 && (
                    <Text span inherit c="dimmed">
                      {t('wordAt', { reasons: format.list(already) })}
                    </Text>
                  )}
                </>
              }
            />
          )
        })}
      </Stack>
    </Checkbox.Group>
  )
}

/** Whether a word is a topic's term; English terms stand without their endings: "late" is "lat". */
function stemmed(word: string, term: string): boolean {
  const longest = /^[a-z]{3,}$/.test(term) ? term.length + 3 : term.length
  return word.toLowerCase().startsWith(term) && word.length <= longest
}
