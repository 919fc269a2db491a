import { Alert, List } from '@mantine/core'
import { ProblemError } from '@/api/problem'
import { ErrorIcon } from '@/design/icons'
import { ErrorPanel } from '@/parts/error-panel'
import { useRequisitionStrings } from './strings'
import { en } from './strings.en'

type Rule = keyof (typeof en)['rules']

const isRule = (code: unknown): code is Rule =>
  typeof code === 'string' && Object.hasOwn(en.rules, code)

/** Says which rules stand against something, by the words that they are about. */
export function Rules({ error }: { error: unknown }) {
  const t = useRequisitionStrings()
  if (!error) return null
  const told: unknown[] =
    error instanceof ProblemError && Array.isArray(error.body.errors) ? error.body.errors : []
  const rules = told.flatMap((one) => {
    const { code, found } = one as { code?: unknown; found?: unknown }
    return isRule(code) ? [{ code, found: String(found ?? '') }] : []
  })
  if (rules.length === 0) return <ErrorPanel error={error} />
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<ErrorIcon size={18} aria-hidden />}
      title={t('refused')}
    >
      <List size="md">
        {rules.map(({ code, found }) => (
          <List.Item key={`${code} ${found}`}>
            <b>{found}</b> – {t(`rules.${code}`)}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}
