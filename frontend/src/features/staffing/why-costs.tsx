import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { Plot } from '@/parts/plot/plot'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

/** Numbers of agents shown in figures on either side of the required one. */
const BESIDE = 3

/** What an hour costs around the number of people required, where costs are weighed. */
export function WhyCosts({ cell }: { cell: RequirementCell }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const { costs } = cell
  if (!costs) return null
  const money = (value: number | undefined) =>
    value === undefined ? t('why.endless') : format.fixed(value, 2)
  const shown = costs.curve.filter(({ total }) => total !== undefined)
  const best = shown.findIndex(({ agents }) => agents === cell.agents)
  const line = (name: string, values: readonly (number | undefined)[], colour: string) => ({
    name,
    values: values.map((value) => value ?? null),
    colour,
  })
  return (
    <section>
      <Title order={3} mb={4}>
        {t('costs.title')}
      </Title>
      <Plot
        label={t('costs.title')}
        places={shown.map(({ agents }) => t('why.withN', { count: format.number(agents) }))}
        axisText={(place) => format.number(shown[place]?.agents ?? 0)}
        lines={[
          line(
            t('costs.total'),
            shown.map(({ total }) => total),
            'var(--primary-text)',
          ),
          line(
            t('costs.people'),
            shown.map(({ people }) => people),
            'var(--ok)',
          ),
          line(
            t('costs.waiting'),
            shown.map(({ waiting }) => waiting),
            'var(--warn)',
          ),
          line(
            t('costs.abandonment'),
            shown.map(({ abandonment }) => abandonment),
            'var(--bad)',
          ),
        ]}
        shades={best < 0 ? [] : [{ name: t('costs.best'), from: best, to: best }]}
        numberText={(value) => format.number(value)}
        valueText={(value) => format.fixed(value, 2)}
        height={180}
      />
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('costs.agents')}</th>
            <th scope="col">{t('costs.people')}</th>
            <th scope="col">{t('costs.waiting')}</th>
            <th scope="col">{t('costs.abandonment')}</th>
            <th scope="col">{t('costs.total')}</th>
          </tr>
        </thead>
        <tbody>
          {costs.curve
            .filter(({ agents }) => Math.abs(agents - cell.agents) <= BESIDE)
            .map(({ agents, people, waiting, abandonment, total }) => (
              <tr key={agents} data-binding={agents === cell.agents || undefined}>
                <th scope="row">{format.number(agents)}</th>
                <td>{money(people)}</td>
                <td>{money(waiting)}</td>
                <td>{money(abandonment)}</td>
                <td>{money(total)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <Text size="sm" c="dimmed" mt={4}>
        {t('costs.text', {
          agentHour: format.number(costs.agentHour, 2),
          waitHour: format.number(costs.waitHour, 2),
          abandonment: format.number(costs.abandonment, 2),
        })}
      </Text>
    </section>
  )
}
