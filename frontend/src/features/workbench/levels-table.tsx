import { Title } from '@mantine/core'
import { useFormat } from '@/format'
import { VARIANTS, type Variant } from './bench'
import type { FigureColumn } from './figures-table'
import { useWorkbenchStrings } from './strings'
import classes from './workbench.module.css'

/** The same queue by each of the five definitions: a level means nothing without its name. */
export function LevelsTable({
  columns,
  chosen,
}: {
  columns: readonly FigureColumn[]
  chosen: Variant
}) {
  const t = useWorkbenchStrings()
  const format = useFormat()
  return (
    <section>
      <Title order={3} mt="md" mb={4}>
        {t('levels.title')}
      </Title>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('levels.definition')}</th>
            {columns.map(({ title }) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {VARIANTS.map((variant) => (
            <tr key={variant} data-chosen={variant === chosen || undefined}>
              <th scope="row">
                {t(`variants.${variant}`)}
                {variant === chosen && ` (${t('levels.chosen')})`}
                <span className={classes.formula}>{t(`formulas.${variant}`)}</span>
              </th>
              {columns.map(({ title, figures }) => (
                <td key={title}>{format.percent(figures.levels[variant], 2)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
