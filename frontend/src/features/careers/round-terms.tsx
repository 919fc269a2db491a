import { Alert, List, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { agreementNamesQuery, type RoundReport, skillNamesQuery } from './queries'
import { useRuleWords } from './refusals/words'
import { useCareerStrings } from './strings'

/** What else changes for the promoted on the day on which the round takes effect. */
export function DayChanges({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const { agreementId, dropSkills, gainSkills, offQueues } = round.changes
  const touches = dropSkills.length + gainSkills.length > 0
  const { data: skills = [] } = useQuery({ ...skillNamesQuery, enabled: touches })
  const { data: agreements = [] } = useQuery({ ...agreementNamesQuery, enabled: !!agreementId })
  const skill = (id: number) => skills.find((one) => one.id === id)?.name ?? String(id)
  const agreement = agreements.find(({ id }) => id === agreementId)?.name
  const lines = [
    agreement && t('rounds.newAgreement', { name: agreement }),
    ...dropSkills.map((id) => t('rounds.drops', { name: skill(id) })),
    ...gainSkills.map(({ skillId, level }) => t('rounds.gains', { name: skill(skillId), level })),
    offQueues > 0 && t('rounds.offQueues', { share: format.percent(offQueues, 0) }),
  ].filter((line) => typeof line === 'string')
  if (lines.length === 0) return null
  return (
    <div>
      <Text>{t('rounds.onTheDay', { day: format.day(round.effectiveOn) })}</Text>
      <List>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  )
}

/** What keeps a round from going on, whom it concerns by name. */
export function RoundFaults({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const words = useRuleWords()
  if (round.faults.length === 0 || round.state === 'closed') return null
  const name = (who: string) => {
    const person = Number(/^person (\d+)$/.exec(who)?.[1])
    const named = [...round.applications, ...round.board].map((one) => one.name)
    const applicant = round.applications.find(({ personId }) => personId === person)?.name
    return applicant ?? (named.includes(who) ? who : undefined)
  }
  return (
    <Alert color="yellow" title={t('rounds.faults')}>
      <List>
        {round.faults.slice(0, 8).map(({ kind, who }) => (
          <List.Item key={`${kind} ${who}`}>
            {[name(who), words({ code: kind, who: '' }) ?? kind].filter(Boolean).join(': ')}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

/** How long people may still appeal, once decisions are announced. */
export function AppealClock({ round }: { round: RoundReport }) {
  const t = useCareerStrings()
  const format = useFormat()
  const { appealsDue, state } = round
  if (!appealsDue || state === 'closed') return null
  const today = new Date(Date.now()).toISOString().slice(0, 10)
  const left = Math.round((Date.parse(appealsDue) - Date.parse(today)) / 86_400_000)
  return (
    <Text>
      {left < 0
        ? t('rounds.appealsOver', { day: format.day(appealsDue) })
        : t('rounds.appealsLeft', { day: format.day(appealsDue), count: left })}
    </Text>
  )
}
