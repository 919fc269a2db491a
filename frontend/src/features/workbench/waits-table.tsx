import { Text, Title } from '@mantine/core'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import type { ErlangSolution } from './queries'
import { useWorkbenchStrings } from './strings'
import { seconds } from './words'
import classes from './workbench.module.css'

/** How long shares of the contacts wait at most. */
export function WaitsTable({
  columns,
}: {
  columns: readonly { title: string; percentiles: ErlangSolution['percentiles'] }[]
}) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  const shares = columns[0]?.percentiles.map(({ share }) => share) ?? []
  return (
    <section>
      <Title order={3} mt="md" mb={4}>
        {t('waits.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('waits.text')}
      </Text>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('waits.share')}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title ? `${title}${colon()}` : ''}
                {t('waits.wait')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map((share) => (
            <tr key={share}>
              <th scope="row">{format.percent(share)}</th>
              {columns.map(({ title, percentiles }) => {
                const wait = percentiles.find((one) => one.share === share)?.waitS
                return (
                  <td key={title}>{wait === undefined ? t('noLimit') : seconds(format, wait)}</td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
