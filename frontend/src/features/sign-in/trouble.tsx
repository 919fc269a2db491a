import { Alert } from '@mantine/core'
import { ProblemError } from '@/api/problem'
import { ErrorPanel } from '@/parts/error-panel'
import { useSignInStrings } from './strings'

/** Why signing in did not work. It never says which of the two was wrong. */
export function SignInTrouble({ error }: { error: unknown }) {
  const t = useSignInStrings()
  const refused = error instanceof ProblemError ? error : undefined
  if (refused?.status === 401 || refused?.status === 422) {
    return (
      <Alert color="red" variant="outline" role="alert" mb="md">
        {t('wrong')}
      </Alert>
    )
  }
  const wait = refused?.retryAfterS ?? 0
  if (refused?.status === 429 && wait > 0) {
    return (
      <Alert color="red" variant="outline" role="alert" mb="md">
        {t('wait', { seconds: Math.ceil(wait) })}
      </Alert>
    )
  }
  return <ErrorPanel error={error} />
}
