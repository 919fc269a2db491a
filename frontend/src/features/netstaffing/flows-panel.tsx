import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { Panel } from '@/parts/panel'
import classes from './netstaffing.module.css'
import type { NetGroup, NetReport } from './queries'
import { useNetStrings } from './strings'

/** Who serves what: the hours of each group by the queue that they count for, everybody once. */
export function FlowsPanel({ report: { groups, queues } }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const hours = (value: number) => format.number(value, 1)
  const total = (of: (group: NetGroup) => number) => groups.reduce((sum, one) => sum + of(one), 0)
  return (
    <Panel title={t('flows.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.box} aria-label={t('flows.label')} tabIndex={0}>
        <table className={classes.flows}>
          <thead>
            <tr>
              <th scope="col">{t('flows.group')}</th>
              <th scope="col">{t('flows.people')}</th>
              {queues.map(({ queueId, name }) => (
                <th key={queueId} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{t('flows.spare')}</th>
              <th scope="col">{t('flows.present')}</th>
              <th scope="col">{t('flows.busy')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.name}>
                <th scope="row">{group.name}</th>
                <td>{group.people > 0 ? format.number(group.people, 1) : '–'}</td>
                {queues.map(({ queueId }) => (
                  <Flow key={queueId} group={group} queue={queueId} />
                ))}
                <td>{hours(group.spareHours)}</td>
                <td>{hours(group.presentHours)}</td>
                <td>
                  {group.presentHours > 0
                    ? format.percent(group.workingHours / group.presentHours)
                    : '–'}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('flows.total')}</th>
              <td>
                {format.number(
                  total(({ people }) => people),
                  1,
                )}
              </td>
              {queues.map(({ queueId, staffedHours }) => (
                <td key={queueId}>{hours(staffedHours)}</td>
              ))}
              <td>{hours(total(({ spareHours }) => spareHours))}</td>
              <td>{hours(total(({ presentHours }) => presentHours))}</td>
              <td>
                {format.percent(
                  total(({ workingHours }) => workingHours) /
                    Math.max(
                      1e-9,
                      total(({ presentHours }) => presentHours),
                    ),
                )}
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
      <Text c="dimmed" size="sm" mt="xs">
        {t('flows.note')} {t('flows.tableNote')}
      </Text>
    </Panel>
  )
}

/** The hours of one group for one queue, with a bar of its part of the group. */
function Flow({ group, queue }: { group: NetGroup; queue: number }) {
  const t = useNetStrings()
  const format = useFormat()
  const skill = group.skills.find(({ queueId }) => queueId === queue)
  if (!skill) return <td className={classes.none}>{t('flows.cannot')}</td>
  const hours = group.byQueue.find(({ queueId }) => queueId === queue)?.hours ?? 0
  const part = group.presentHours > 0 ? hours / group.presentHours : 0
  return (
    <td title={t('flows.level', { level: skill.level })}>
      {format.number(hours, 1)}
      <span className={classes.bar} style={{ width: `${Math.round(100 * part)}%` }} aria-hidden />
    </td>
  )
}
