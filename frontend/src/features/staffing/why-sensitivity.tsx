import { Title } from '@mantine/core'
import { useFormat } from '@/format'
import type { RequirementCell } from './queries'
import classes from './staffing.module.css'
import { useStaffingStrings } from './strings'

const INPUTS = ['volume', 'aht', 'shrinkage'] as const

/** What the requirement would be if an input were five per cent off. */
export function WhySensitivity({ cell }: { cell: RequirementCell }) {
  const t = useStaffingStrings()
  const format = useFormat()
  const text = (input: string, less: boolean) => {
    const found = cell.sensitivity.find((one) => one.input === input && one.change < 0 === less)
    if (!found) return '–'
    return t('why.people', {
      agents: format.number(found.agents),
      scheduled: format.fixed(found.scheduled, 2),
    })
  }
  return (
    <section>
      <Title order={3} mb={4}>
        {t('why.sensitivity')}
      </Title>
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">{t('why.input')}</th>
            <th scope="col">{t('why.less')}</th>
            <th scope="col">{t('why.more')}</th>
          </tr>
        </thead>
        <tbody>
          {INPUTS.map((input) => (
            <tr key={input}>
              <th scope="row">{t(`why.inputs5.${input}`)}</th>
              <td>{text(input, true)}</td>
              <td>{text(input, false)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
