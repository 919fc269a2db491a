import { Alert, List, Select, Stack, Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { wordsOf } from '@/parts/inputs/choices'
import { ACTIVITIES, type Activity, type AttendanceFile } from './queries'
import { useAdherenceStrings } from './strings'

interface UnknownProps {
  words: AttendanceFile['unknownStates']
  states: Readonly<Record<string, Activity>>
  onSay: (word: string, activity: Activity) => void
}

/** The states that nobody has explained, each with a choice of what it means. */
export function UnknownStates({ words, states, onSay }: UnknownProps) {
  const t = useAdherenceStrings()
  return (
    <Stack gap="xs">
      <Title order={3}>{t('file.unknown')}</Title>
      <Text size="sm" c="dimmed">
        {t('file.unknownText')}
      </Text>
      {words.map(({ word, lines }) => (
        <Select
          key={word}
          label={t('file.means', { word, count: lines })}
          placeholder={t('file.choice')}
          allowDeselect={false}
          data={wordsOf(ACTIVITIES, (one) => t(`activities.${one}`))}
          value={states[word] ?? null}
          onChange={(value) => {
            const activity = ACTIVITIES.find((one) => one === value)
            if (activity) onSay(word, activity)
          }}
        />
      ))}
    </Stack>
  )
}

/** What the file says, or what is wrong with it. */
export function Outcome({ outcome }: { outcome: AttendanceFile }) {
  const t = useAdherenceStrings()
  const format = useFormat()
  const { from, to } = outcome
  const faults = outcome.faults.filter(({ kind }) => kind !== 'unknown_state')
  return (
    <Stack gap="xs">
      {outcome.ignored.length > 0 && (
        <Text c="dimmed">{t('file.ignored', { columns: format.list(outcome.ignored) })}</Text>
      )}
      {from && to && (
        <Text>
          {t('file.lines', {
            lines: format.number(outcome.lines),
            people: format.number(outcome.people),
            from: format.day(from, 'full'),
            to: format.day(to, 'full'),
          })}
        </Text>
      )}
      {outcome.hours.length > 0 && (
        <DataTable
          label={t('file.says')}
          rows={outcome.hours}
          rowKey={({ activity }) => activity}
          columns={[
            {
              key: 'activity',
              header: t('file.activity'),
              names: true,
              cell: ({ activity }) => t(`activities.${activity}`),
            },
            {
              key: 'hours',
              header: t('file.hours'),
              align: 'end',
              cell: ({ seconds }) => format.number(seconds / 3600, 1),
            },
          ]}
        />
      )}
      {faults.length > 0 && <Faults faults={faults} />}
    </Stack>
  )
}

const SHOWN = 50

function Faults({ faults }: { faults: AttendanceFile['faults'] }) {
  const t = useAdherenceStrings()
  return (
    <Alert color="red" variant="outline" role="alert" title={t('file.wrong')}>
      <List size="sm">
        {faults.slice(0, SHOWN).map((fault) => (
          <List.Item key={`${fault.line} ${fault.column} ${fault.kind}`}>
            {t(`file.faults.${fault.kind}`, { ...fault, other: fault.other ?? 0 })}
          </List.Item>
        ))}
      </List>
      {faults.length > SHOWN && <Text>{t('file.more', { count: faults.length - SHOWN })}</Text>}
    </Alert>
  )
}
