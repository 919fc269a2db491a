import { List, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { peopleQuery, type WarnedPerson } from './queries'
import { useWarningStrings } from './strings'
import { TalkButton } from './talk'
import { ViewsPanel } from './views'
import { useMoment, usePartText, useSuggestion } from './words'

/** Whom to talk with, and who looked at it. Nobody is named where averages stand in. */
export function PeoplePanel({ named }: { named: boolean }) {
  const t = useWarningStrings()
  const query = useQuery({ ...peopleQuery, enabled: named })
  return (
    <>
      {named && (
        <Panel title={t('people')}>
          <Text c="dimmed" mb="sm">
            {t('peopleText')}
          </Text>
          <Loaded query={query}>
            {(list) =>
              list.length === 0 ? (
                <Text>{t('nobody')}</Text>
              ) : (
                <Stack gap="sm">
                  {list.map((person) => (
                    <Person key={person.personId} person={person} />
                  ))}
                </Stack>
              )
            }
          </Loaded>
        </Panel>
      )}
      <ViewsPanel after={query.dataUpdatedAt} />
    </>
  )
}

function Person({ person }: { person: WarnedPerson }) {
  const t = useWarningStrings()
  const format = useFormat()
  const moment = useMoment()
  const partText = usePartText()
  const suggestion = useSuggestion()
  const of100 = (share: number) => format.number(100 * share, 0)
  return (
    <Paper withBorder p="sm" style={{ borderColor: 'var(--line)' }}>
      <Stack gap={6} align="flex-start">
        <Title order={3} size="h4">
          {person.name} · {person.code}
        </Title>
        <Text>
          {t('chance', {
            chance: of100(person.chance),
            lower: of100(person.lower),
            upper: of100(person.upper),
          })}
        </Text>
        {person.parts.length > 0 && (
          <List size="sm" aria-label={t('raises')}>
            {person.parts.map((part) => (
              <List.Item key={part.name}>
                {partText(part)}{' '}
                <Text span size="sm" c="dimmed">
                  ({t(part.actionable ? 'change' : 'context')})
                </Text>
              </List.Item>
            ))}
          </List>
        )}
        <Text>
          <b>{t('ask')}</b>
          {colon()}
          {suggestion(person.parts)}
        </Text>
        {person.talks.map((talk) => (
          <Text key={talk.id} size="sm">
            {moment(talk.at)} · {talk.by} · {t(`outcomes.${talk.outcome}`)}. {talk.note}
          </Text>
        ))}
        <Text size="sm" c="dimmed">
          {t('expires', { day: format.day(person.expiresAt.slice(0, 10), 'full') })}
        </Text>
        <TalkButton person={person} />
      </Stack>
    </Paper>
  )
}
