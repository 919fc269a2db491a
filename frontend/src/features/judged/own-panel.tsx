import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { Result } from './evaluations-table'
import { useZone } from './frame'
import { ownEvaluationsQuery } from './queries'
import { useJudgedStrings } from './strings'

/** What was found of the agent's own work, each leading to the sheet and the way to object. */
export function OwnEvaluations() {
  const t = useJudgedStrings()
  const format = useFormat()
  const zone = useZone()
  const query = useQuery(ownEvaluationsQuery)
  return (
    <Panel title={t('own')}>
      <Loaded query={query}>
        {(rows) =>
          rows.length === 0 ? (
            <Text c="dimmed">{t('ownNone')}</Text>
          ) : (
            <ul style={{ listStyle: 'none', padding: 0, margin: 0, maxWidth: 560 }}>
              {rows.map((row) => (
                <li key={row.id} style={{ borderBottom: '1px solid var(--line)' }}>
                  <Link
                    to="/me/evaluations/$evaluationId"
                    params={{ evaluationId: row.id }}
                    style={{
                      display: 'flex',
                      flexWrap: 'wrap',
                      gap: '4px 16px',
                      padding: '12px 0',
                      minHeight: 44,
                      color: 'inherit',
                    }}
                  >
                    <strong>{format.fixed(row.points, 1)}</strong>
                    <Result of={row} />
                    <span>{format.dateTime(row.contactAt, zone)}</span>
                    {row.state !== 'final' && <span>{t(`states.${row.state}`)}</span>}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}
