import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import { AskText } from './ask-text'
import classes from './careers.module.css'
import { answerContest, contestedQuery } from './queries'
import { useCareerStrings } from './strings'
import { useNameOf } from './words'

/** What people contest and nobody has answered; nothing where there is none. */
export function ContestedPanel() {
  const t = useCareerStrings()
  const format = useFormat()
  const nameOf = useNameOf()
  const { data = [] } = useQuery(contestedQuery)
  if (data.length === 0) return null
  return (
    <Panel title={t('readiness.contested')}>
      <ul className={classes.findings}>
        {data.map((piece) => (
          <li key={piece.id} className={classes.finding}>
            <span>
              <b>{piece.name}</b> · {nameOf(piece.what)} · {format.day(piece.day)}
              <Text size="sm">{piece.contestText}</Text>
              <Text size="sm" c="dimmed">
                {piece.contestDue && t('readiness.due', { day: format.day(piece.contestDue) })}
              </Text>
            </span>
            <Group gap="xs">
              {[true, false].map((upheld) => (
                <AskText
                  key={String(upheld)}
                  label={t(upheld ? 'readiness.uphold' : 'readiness.reject')}
                  text={t('readiness.answer')}
                  send={(answer) => answerContest({ id: piece.id, upheld, answer })}
                />
              ))}
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
