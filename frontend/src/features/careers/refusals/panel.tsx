import { Alert, List, Text } from '@mantine/core'
import { ProblemError } from '@/api/problem'
import { ErrorIcon } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { useRefusalStrings } from './strings'
import { rulesOf, useRuleWords } from './words'

/** Says why careers refuse something, in the language on screen; else as any error. */
export function RefusalPanel({ error }: { error: unknown }) {
  const t = useRefusalStrings()
  const wordsOf = useRuleWords()
  if (error instanceof ProblemError && error.code === 'warning_off') {
    return <Refused title={t('off')} lines={[t('offText')]} />
  }
  const lines = rulesOf(error).map(wordsOf)
  const known = lines.filter((line) => line !== undefined)
  if (known.length === 0 || known.length < lines.length) return <ErrorPanel error={error} />
  return <Refused title={t('title')} lines={[...new Set(known)]} />
}

function Refused({ title, lines }: { title: string; lines: readonly string[] }) {
  const [only, ...more] = lines
  return (
    <Alert
      color="red"
      variant="outline"
      icon={<ErrorIcon size={18} aria-hidden />}
      title={title}
      role="alert"
    >
      {more.length === 0 ? (
        <Text>{only}</Text>
      ) : (
        <List>
          {lines.map((line) => (
            <List.Item key={line}>{line}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  )
}
