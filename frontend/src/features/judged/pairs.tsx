import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { useRowName } from './frame'
import classes from './judged.module.css'
import type { Standings } from './queries'
import { useJudgedStrings } from './strings'

/** How sure it has to be that one is better than another. */
export const CLEAR = 0.95

/** Who is better than whom, and between whom nothing clear can be said. */
export function Pairs({ data }: { data: Standings }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const name = useRowName()
  const word = (chance: number | null) => {
    if (chance === null) return ''
    if (chance >= CLEAR) return t('better', { chance: format.percent(chance, 1) })
    if (chance <= 1 - CLEAR) return t('worse', { chance: format.percent(1 - chance, 1) })
    return `${t('noDifference')} (${format.percent(chance)})`
  }
  return (
    <>
      <Text c="dimmed" mb="xs">
        {t('pairsText')}
      </Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className={classes.scroll} aria-label={t('pairsText')} tabIndex={0}>
        <table className={classes.pairs}>
          <thead>
            <tr>
              <th scope="col">{t('employer')}</th>
              {data.rows.map(({ employerId }) => (
                <th key={employerId} scope="col">
                  {name(employerId)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row, i) => (
              <tr key={row.employerId}>
                <th scope="row">{name(row.employerId)}</th>
                {data.rows.map((other, j) => (
                  <td key={other.employerId}>{i === j ? '' : word(data.better[i]?.[j] ?? null)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
