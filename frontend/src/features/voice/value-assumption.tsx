import { Button, Text } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Panel } from '@/parts/panel'
import type { Value, Worth } from './queries'
import { useVoiceStrings } from './strings'

/** On what the assumed figures rest, with its source and how good that is. */
export function AssumptionPanel({ value, onChange }: { value: Value; onChange?: () => void }) {
  const t = useVoiceStrings()
  return (
    <Panel title={t('value.assumption')}>
      {value.worth ? (
        <Lines worth={value.worth} currency={value.currency} />
      ) : (
        <Text>{t('value.none')}</Text>
      )}
      {onChange && (
        <Button variant="default" mt="md" onClick={onChange}>
          {t('value.assume')}
        </Button>
      )}
    </Panel>
  )
}

function Lines({ worth, currency }: { worth: Worth; currency: string }) {
  const t = useVoiceStrings()
  const format = useFormat()
  const span = ({ low, likely, high }: Worth['solved']) =>
    t('rateText', {
      rate: format.percent(likely, 1),
      low: format.percent(low, 1),
      high: format.percent(high, 1),
    })
  const lines = [
    [t('value.worth'), format.money({ minor: worth.valueMinor, currency })],
    [t('value.leavesSolved'), span(worth.solved)],
    [t('value.leavesUnsolved'), span(worth.unsolved)],
    [t('value.grade'), t(`value.grades.${worth.grade}`)],
    [t('value.source'), worth.source],
  ] as const
  return lines.map(([name, said]) => (
    <Text key={name} style={{ overflowWrap: 'anywhere' }}>
      {name}
      {colon()}
      <b>{said}</b>
    </Text>
  ))
}
