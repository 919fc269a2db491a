import { Code, List, Text } from '@mantine/core'
import type { Forecast } from '@/api/types'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { CandidatesTable } from './candidates-table'
import { FlagsPanel } from './flags-panel'
import { LeadPanel } from './lead-panel'
import { membersOf, useFamilyName, useRuleName } from './names'
import { useNoteWords } from './notes'
import { useForecastStrings } from './strings'

/** How the forecast was made: who took part, who was joined, how they did, and what was left out. */
export function MethodView({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const familyName = useFamilyName()
  const ruleName = useRuleName()
  return (
    <>
      <Panel title={t('method.chosen')}>
        <Text c="dimmed" mb="xs">
          {t('method.chosenText')}
        </Text>
        <List>
          {membersOf(forecast).map(({ name, family }) => (
            <List.Item key={name}>
              {familyName(family)} <Code>{name}</Code>
            </List.Item>
          ))}
        </List>
        <Text mt="xs">→ {ruleName(forecast.combination.rule)}</Text>
      </Panel>
      <Panel title={t('method.candidates')}>
        <CandidatesTable forecast={forecast} />
      </Panel>
      <LeadPanel forecast={forecast} />
      <FlagsPanel forecast={forecast} />
      <Origin forecast={forecast} />
    </>
  )
}

function Origin({ forecast }: { forecast: Forecast }) {
  const t = useForecastStrings()
  const format = useFormat()
  const noteWords = useNoteWords()
  return (
    <Panel title={t('method.provenance')}>
      {forecast.notes.length > 0 && (
        <List mb="xs" aria-label={t('method.notes')}>
          {forecast.notes.map((note) => (
            <List.Item key={note.text}>{noteWords(note)}</List.Item>
          ))}
        </List>
      )}
      <Text>
        {t('method.madeAt', {
          when: format.dateTime(forecast.createdAt, forecast.zone),
          asOf: format.day(forecast.asOf ?? forecast.from),
        })}
      </Text>
      <Text c="dimmed" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('method.hash', { hash: forecast.inputHash.slice(0, 16), code: forecast.codeVersion })}
      </Text>
    </Panel>
  )
}
