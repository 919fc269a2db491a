import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import classes from '../board.module.css'
import type { Desk } from '../queries'
import { useCalmVersion } from '../use-desk'
import { excessQuery } from './queries'
import { useBreaksStrings } from './strings'

interface Props {
  rosterId: number
  desk: Desk
  zone: string
  onJump: (person: number, day: number) => void
}

/** Where more of a team are on break than agreed, as the roster stands; a click leads to the day. */
export function BreakExcess({ rosterId, desk, zone, onJump }: Props) {
  const t = useBreaksStrings()
  const format = useFormat()
  const { data = [] } = useQuery(excessQuery(rosterId, useCalmVersion(desk)))
  const { sheet } = desk
  if (data.length === 0) return null
  return (
    <>
      <Title order={3} mt="md" mb={4}>
        {t('over')}
      </Title>
      {data.map(({ teamId, teamName, from, to, people, allowed }) => {
        const day = from.slice(0, 10) // the site's day, which the instant carries with its offset
        const [first, last] = [format.time(from, zone), format.time(to, zone)]
        return (
          <button
            key={`${teamId} ${from}`}
            type="button"
            className={classes.issue}
            onClick={() =>
              onJump(
                sheet.people.findIndex((person) => person.teamId === teamId),
                sheet.dayAt(day),
              )
            }
          >
            {t('stretch', { team: teamName, from: first, to: last, people, allowed })}
            <small>{format.day(day, 'weekdayDate')}</small>
          </button>
        )
      })}
    </>
  )
}
