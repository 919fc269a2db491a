import { Text } from '@mantine/core'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import classes from './judged.module.css'
import type { Calibration } from './queries'
import { useJudgedStrings } from './strings'

type Design = NonNullable<Calibration['design']>

/** How many graders a contact needs before its score carries a decision. */
export function DesignPanel({ of }: { of: Design }) {
  const t = useJudgedStrings()
  const format = useFormat()
  const all = of.contacts + of.graders + of.rest
  const share = (part: number) => format.percent(all > 0 ? part / all : 0)
  const columns: Column<Design['curve'][number]>[] = [
    {
      key: 'graders',
      header: t('design.graders'),
      names: true,
      cell: ({ graders }) => format.number(graders),
    },
    {
      key: 'absolute',
      header: t('design.absolute'),
      cell: ({ absolute }) => (
        <span className={classes.barred}>
          <span className={classes.track} aria-hidden>
            <span className={classes.span} style={{ left: 0, width: `${100 * absolute}%` }} />
          </span>
          {format.fixed(absolute, 2)}
        </span>
      ),
    },
    {
      key: 'relative',
      header: t('design.relative'),
      align: 'end',
      cell: ({ relative }) => format.fixed(relative, 2),
    },
  ]
  const needed = (count: number) =>
    count > 0 ? t('design.needs', { count }) : t('design.tooMany', { most: of.curve.length })
  return (
    <Panel title={t('design.title')}>
      <Text>
        {t('design.parts', {
          contacts: share(of.contacts),
          graders: share(of.graders),
          rest: share(of.rest),
        })}
      </Text>
      <Text>{t('design.person', { needs: needed(of.forPerson) })}</Text>
      <Text mb="sm">{t('design.vendor', { needs: needed(of.forVendor) })}</Text>
      <DataTable
        label={t('design.title')}
        columns={columns}
        rows={of.curve}
        rowKey={({ graders }) => graders}
      />
    </Panel>
  )
}
