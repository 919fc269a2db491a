import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { Loaded } from '@/parts/loaded'
import { Status } from '@/parts/status'
import classes from './board.module.css'
import { type Desk, wishesQuery } from './queries'
import { useRosterStrings } from './strings'
import { useWishFor } from './wishes/words'

interface Props {
  rosterId: number
  version: number
  desk: Desk
  onJump: (person: number, day: number) => void
}

/** What people wish for the roster's days, whether it is so now, and how often theirs were granted. */
export function WishesPanel({ rosterId, version, desk, onJump }: Props) {
  const t = useRosterStrings()
  const format = useFormat()
  const what = useWishFor()
  const query = useQuery(wishesQuery(rosterId, version))
  return (
    <Loaded query={query}>
      {({ items, records }) => (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {t('wishes.met', { met: items.filter(({ met }) => met).length, all: items.length })}
          </Text>
          {items.map((wish) => {
            const record = records.find(({ personId }) => personId === wish.personId)
            return (
              <button
                key={wish.id}
                type="button"
                className={classes.issue}
                onClick={() =>
                  onJump(desk.sheet.personAt(wish.personId), desk.sheet.dayAt(wish.day))
                }
              >
                <b>{wish.personName}</b>
                {colon()}
                {what(wish)}
                <small>
                  {format.day(wish.day, 'weekdayDate')},{' '}
                  {t('wishes.points', { points: wish.points })}
                  {record &&
                    `, ${t('wishes.rate', { granted: record.granted, all: record.granted + record.refused })}`}
                </small>
                <Status standing={wish.met ? 'ok' : 'warn'}>
                  {t(wish.met ? 'wishes.isMet' : 'wishes.notMet')}
                </Status>
              </button>
            )
          })}
        </>
      )}
    </Loaded>
  )
}
