import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { type FieldProblem, ProblemError, ruleOf, sentence, UnreachableError } from '@/api/problem'
import { placeWords, refusalWords, serverIsUnderstood } from '@/api/refusals/words'
import { useShellStrings } from '@/app/strings'
import { ErrorIcon } from '@/design/icons'
import { colon } from '@/i18n/colon'

interface Props {
  error: unknown
  /** Offers to try again. */
  onRetry?: () => void
}

/** Says what went wrong in the server's words, with every bad field, and offers to try again. */
export function ErrorPanel({ error, onRetry }: Props) {
  const t = useShellStrings()
  const { title, text } = useErrorWords(error)
  const fields = error instanceof ProblemError ? error.fields : []
  const panel = useRef<HTMLDivElement>(null)
  // in a long form the button that was pressed may be far below
  useEffect(() => {
    if (error && panel.current?.closest('[role=dialog]')) {
      panel.current.scrollIntoView?.({ block: 'nearest' })
    }
  }, [error])
  return (
    <Alert
      ref={panel}
      color="red"
      variant="outline"
      icon={<ErrorIcon size={18} aria-hidden />}
      title={title}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        {text && text !== title && <Text size="md">{text}</Text>}
        {fields.length > 0 && (
          <List size="md" aria-label={t('trouble.fields')}>
            {fields.map((field) => {
              const place = placeOf(field)
              return (
                <List.Item key={`${field.location} ${field.message}`}>
                  {place && (
                    <b>
                      {place}
                      {colon()}
                    </b>
                  )}
                  {sentence(field)}
                </List.Item>
              )
            })}
          </List>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('trouble.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

// what a whole rule says needs no place in the request before it
function placeOf(field: FieldProblem): string {
  return field.about || (ruleOf(field) === undefined ? placeWords(field.location) : '')
}

/** The title and text that fit an error. */
export function useErrorWords(error: unknown): { title: string; text: string } {
  const t = useShellStrings()
  if (error instanceof UnreachableError) {
    return { title: t('trouble.unreachable'), text: t('trouble.unreachableText') }
  }
  if (error instanceof ProblemError) {
    if (error.status === 403) {
      const text = serverIsUnderstood() ? error.detail : ''
      return { title: t('trouble.forbidden'), text: text || t('trouble.forbiddenText') }
    }
    const title = refusalWords(error.code)
    if (!title) return { title: error.title, text: error.detail }
    const said = error.fields.length > 0 && error.fields.every((field) => ruleOf(field))
    return { title, text: serverIsUnderstood() && !said ? error.detail : '' }
  }
  return { title: t('trouble.crash'), text: error instanceof Error ? error.message : String(error) }
}
