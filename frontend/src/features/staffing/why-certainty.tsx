import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

/** How sure the people of an interval are to be enough, beside those of the forecast itself. */
export function WhyCertainty({ cell }: { cell: RequirementCell }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const { certainty } = cell
  if (!certainty) return null
  const share = format.percent(certainty.share, 1)
  const asked = certainty.share > 0
  return (
    <section>
      <Title order={3} mb={4}>
        {t('certainty.title')}
      </Title>
      {asked ? (
        <table className={classes.plain}>
          <thead>
            <tr>
              <th scope="col">{t('why.figure')}</th>
              <th scope="col">{t('certainty.forecast')}</th>
              <th scope="col">{t('certainty.with', { share })}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('why.contacts')}</th>
              <td>{format.number(cell.contacts, 1)}</td>
              <td>{format.number(certainty.contacts, 1)}</td>
            </tr>
            <tr>
              <th scope="row">{t('figures.agents')}</th>
              <td>
                {format.number(certainty.pointAgents)} ({format.fixed(certainty.pointFractional, 2)}
                )
              </td>
              <td>
                {format.number(cell.agents)} ({format.fixed(cell.fractional, 2)})
              </td>
            </tr>
            <tr>
              <th scope="row">{t('figures.scheduled')}</th>
              <td>{format.fixed(certainty.pointScheduled, 2)}</td>
              <td>{format.fixed(cell.scheduled, 2)}</td>
            </tr>
            <tr>
              <th scope="row">{t('certainty.enough')}</th>
              <td>{format.percent(certainty.pointHeld)}</td>
              <td>{format.percent(certainty.held)}</td>
            </tr>
          </tbody>
        </table>
      ) : (
        <Text>{t('certainty.heldText', { held: format.percent(certainty.held) })}</Text>
      )}
      <Text size="sm" c="dimmed" mt={4}>
        {t('certainty.text')}
      </Text>
    </section>
  )
}
