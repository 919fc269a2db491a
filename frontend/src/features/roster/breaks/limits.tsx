import { List, Text } from '@mantine/core'
import { Status } from '@/parts/status'
import type { BreaksProposal, TeamPause } from './queries'
import { useBreaksStrings } from './strings'

const SHOWN = 6

/** Which teams have more people on break than agreed, or just as many, and when. */
export function Limits({ found }: { found: BreaksProposal }) {
  const t = useBreaksStrings()
  const { excess, full, stuck, unavoidable } = found
  return (
    <>
      {excess.length > 0 && (
        <>
          <Status standing="bad">{t('over')}</Status>
          <Stretches list={excess} word="stretch" />
          {unavoidable && <Text size="sm">{t('unavoidable')}</Text>}
        </>
      )}
      {excess.length === 0 && full.length > 0 && (
        <>
          <Status standing="ok">{t('kept')}</Status>
          <Stretches list={full} word="full" />
        </>
      )}
      {stuck.length > 0 && <Text size="sm">{t('stuck', { count: stuck.length })}</Text>}
    </>
  )
}

function Stretches({ list, word }: { list: readonly TeamPause[]; word: 'stretch' | 'full' }) {
  const t = useBreaksStrings()
  return (
    <List size="sm">
      {list.slice(0, SHOWN).map(({ teamId, teamName, from, to, people, allowed }) => (
        <List.Item key={`${teamId} ${from}`}>
          {t(word, { team: teamName, from: clock(from), to: clock(to), people, allowed })}
        </List.Item>
      ))}
      {list.length > SHOWN && <List.Item>{t('more', { count: list.length - SHOWN })}</List.Item>}
    </List>
  )
}

/** The time that the site's clock shows, which the instant carries with its offset. */
function clock(instant: string): string {
  return instant.slice(11, 16)
}
