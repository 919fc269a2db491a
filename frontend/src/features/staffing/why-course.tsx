import { Anchor, Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import type { Requirement } from '@/api/types'
import { intervalsQuery, simulationsQuery } from '@/features/simulation/queries'
import { useFormat } from '@/format'
import { Status } from '@/parts/status'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

const DOUBTS = ['busy', 'jump', 'short'] as const
/** Points of service level from which two ways of looking at an interval disagree. */
const APART = 0.05

/** What the formula says beside the queue followed through the day, and beside a simulation of it. */
export function WhyCourse({
  cell,
  requirement,
}: {
  cell: RequirementCell
  requirement: Requirement
}) {
  const t = useStaffingStrings()
  const format = useFormat()
  const simulated = useSimulated(cell, requirement)
  const mayOrder = useMay('demand:manage')
  const { course, at } = cell
  if (!course || !at) return null
  const doubts = DOUBTS.filter((one) => course.doubts.includes(one))
  const apart = Math.abs(course.serviceLevel - at.serviceLevel) > APART
  const share = (value: number | undefined) =>
    value === undefined ? '–' : format.percent(value, 1)
  const count = (value: number | undefined) => (value === undefined ? '–' : format.number(value, 2))
  const rows = [
    [t('why.serviceLevel'), share(at.serviceLevel), share(course.serviceLevel), simulated?.level],
    [t('why.pWait'), share(at.pWait), share(course.pWait), undefined],
    [
      t('why.abandon'),
      share(at.abandon),
      share(course.abandon),
      simulated && share(simulated.abandon),
    ],
    [t('course.before'), '–', count(course.queueBefore), undefined],
    [
      t('course.after'),
      count(at.queueLength),
      count(course.queueAfter),
      simulated && count(simulated.after),
    ],
  ] as const
  return (
    <section>
      <Title order={3} mb={4}>
        {t('course.title')}
      </Title>
      <Group gap="xs" mb={4}>
        {doubts.map((one) => (
          <Status key={one} standing="warn">
            {t(`course.doubts.${one}`)}
          </Status>
        ))}
        {!apart && <Status standing="ok">{t('course.agrees')}</Status>}
        {apart && (
          <Status standing="bad">
            {t('course.apart', {
              points: format.number(100 * Math.abs(course.serviceLevel - at.serviceLevel), 1),
            })}
          </Status>
        )}
      </Group>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('why.figure')}</th>
            <th scope="col">{cell.formula}</th>
            <th scope="col">{t('course.followed')}</th>
            {simulated && (
              <th scope="col">
                <Anchor
                  size="xs"
                  underline="always"
                  renderRoot={(props) => (
                    <Link
                      to="/simulation/$simulationId"
                      params={{ simulationId: simulated.id }}
                      {...props}
                    />
                  )}
                >
                  {t('course.simulated')}
                </Anchor>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, formula, followed, played]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formula}</td>
              <td>{followed}</td>
              {simulated && <td>{played ?? '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt={4}>
        {t('course.text')}
      </Text>
      {!simulated && mayOrder && (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          renderRoot={(props) => (
            <Link to="/simulation" search={{ requirement: [requirement.id] }} {...props} />
          )}
        >
          {t('course.simulate')}
        </Button>
      )}
    </section>
  )
}

/** The same interval in the newest finished simulation that plays the day as it was forecast. */
function useSimulated(cell: RequirementCell, { id, queueCode, goal }: Requirement) {
  const format = useFormat()
  const { data: all } = useQuery({ ...simulationsQuery(id), staleTime: 0 })
  const day = cell.start.slice(0, 10)
  const found = all?.find(
    ({ state, from, days = 1, volume = 1 }) =>
      state === 'done' &&
      volume === 1 &&
      from !== undefined &&
      from <= day &&
      day < after(from, days),
  )
  const { data } = useQuery({
    ...intervalsQuery(found?.id ?? 0, goal.slVariant),
    enabled: found !== undefined,
  })
  const interval = data?.start.findIndex((start) => Date.parse(start) === Date.parse(cell.start))
  const queue = data?.queues.find(({ name }) => name === queueCode)
  if (!found || !queue || interval === undefined || interval < 0) return undefined
  const [level, se] = [queue.serviceLevel[interval], queue.serviceLevelSe[interval]]
  const offered = queue.offered[interval] ?? 0
  return {
    id: found.id,
    level:
      level == null ? '–' : `${format.percent(level, 1)} ± ${format.number(200 * (se ?? 0), 1)}`,
    abandon: offered > 0 ? (queue.abandoned[interval] ?? 0) / offered : undefined,
    after: queue.waitingAtEnd[interval] ?? undefined,
  }
}

function after(from: string, days: number): string {
  const end = new Date(`${from}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + days)
  return end.toISOString().slice(0, 10)
}
