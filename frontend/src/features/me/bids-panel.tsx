import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ownBidsQuery } from '@/api/own-bids'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import classes from './me.module.css'
import { useMeStrings } from './strings'

/** The bids that are offered to one; nothing where there is none. */
export function MyBids() {
  const t = useMeStrings()
  const format = useFormat()
  const { data = [] } = useQuery(ownBidsQuery)
  if (data.length === 0) return null
  return (
    <Panel title={t('bids.title')}>
      <ul className={classes.week}>
        {data.map(({ id, name, state, opensAt, closesAt, zone }) => (
          <li key={id} className={classes.day}>
            <Link to="/me/bids/$bidId" params={{ bidId: id }}>
              {name}
            </Link>
            <Text c="dimmed" size="sm">
              {t(`bids.states.${state}`, {
                opens: format.dateTime(opensAt, zone),
                closes: format.dateTime(closesAt, zone),
              })}
            </Text>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
