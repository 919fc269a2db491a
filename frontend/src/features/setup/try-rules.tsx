import { Alert, Button, List, Stack, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import type { AgreementTrial } from '@/api/types'
import { useMeasureWords } from '@/features/roster/rule-words'
import { ImpossibleLine } from '@/features/roster/why'
import { useAnyRuleWords } from '@/features/roster/why/limit-words'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { ErrorPanel } from '@/parts/error-panel'
import { Status } from '@/parts/status'
import { type AgreementValues, agreementFields } from './agreement-values'
import { useFurtherStrings } from './further/strings'

interface Props {
  form: UseFormReturnType<AgreementValues>
  agreement: number
}

/** Runs the rules as they are edited over the last published roster, without saving them. */
export function TryRules({ form, agreement }: Props) {
  const t = useFurtherStrings()
  const attempt = useMutation({
    mutationFn: async () =>
      body(
        await api.POST('/agreements/{id}/trial', {
          params: { path: { id: agreement } },
          body: agreementFields(form.values),
        }),
      ),
  })
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" onClick={() => attempt.mutate()} loading={attempt.isPending}>
        {t('try.button')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('try.hint')}
      </Text>
      {attempt.isError && <ErrorPanel error={attempt.error} />}
      {attempt.data && <Outcome trial={attempt.data} />}
    </Stack>
  )
}

function Outcome({ trial }: { trial: AgreementTrial }) {
  const t = useFurtherStrings()
  const format = useFormat()
  const rule = useAnyRuleWords()
  const measure = useMeasureWords()
  if (trial.rosterId === 0) return <Text role="status">{t('try.noRoster')}</Text>
  const tried = { roster: trial.rosterName, people: trial.people }
  return (
    <Stack gap="xs" role="status" w="100%">
      {trial.count === 0 ? (
        <Status standing="ok">{t('try.kept', tried)}</Status>
      ) : (
        <Alert
          color="orange"
          variant="outline"
          title={t('try.broken', { ...tried, count: trial.count })}
        >
          <List size="sm">
            {trial.breaches.map((b) => (
              <List.Item key={`${b.personId} ${b.rule} ${b.days.join()} ${b.subject ?? ''}`}>
                <b>{b.personName}</b> {b.days[0] && format.day(b.days[0], 'weekdayDate')}
                {colon()}
                {[rule(b.rule), b.subject].filter(Boolean).join(' ')}
                {measure(b)}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
      {trial.impossible.length > 0 && (
        <Alert color="red" variant="outline" title={t('try.impossible')}>
          <List size="sm">
            {trial.impossible.map((person) => (
              <ImpossibleLine key={person.personId} person={person} />
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  )
}
