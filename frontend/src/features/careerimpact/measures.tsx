import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { type Standing, Status } from '@/parts/status'
import classes from './impact.module.css'
import type { Measure } from './queries'
import { useImpactStrings } from './strings'

const STANDINGS: Record<Measure['standing'], Standing> = {
  built_in: 'ok',
  holds: 'ok',
  fails: 'bad',
  unused: 'info',
}

/** Every measure with whether it holds now, and what says so. */
export function MeasuresPanel({ measures }: { measures: Measure[] }) {
  const t = useImpactStrings()
  const found = useFound()
  return (
    <Panel title={t('measures')}>
      <DataTable
        label={t('measures')}
        rows={measures}
        rowKey={({ measure }) => measure}
        columns={[
          {
            key: 'measure',
            header: t('measure'),
            names: true,
            cell: ({ measure }) => (
              <div className={classes.words}>{t(`measureNames.${measure}`)}</div>
            ),
          },
          {
            key: 'standing',
            header: t('standing'),
            cell: ({ standing }) => (
              <Status standing={STANDINGS[standing]}>{t(`standings.${standing}`)}</Status>
            ),
          },
          {
            key: 'figures',
            header: t('figures'),
            cell: (row) => <div className={classes.words}>{found(row)}</div>,
          },
        ]}
      />
    </Panel>
  )
}

/** Says the figures of a measure. */
function useFound() {
  const t = useImpactStrings()
  const format = useFormat()
  return ({ measure, figures, day: date, said = '' }: Measure): string => {
    const [a = 0, b = 0] = figures
    const day = date ? format.day(date, 'full') : ''
    switch (measure) {
      case 'small_groups':
        return t('found.small_groups', { a, b })
      case 'appeals':
      case 'contests':
        return t('found.waiting', { a, b })
      case 'gates':
        if (figures.length === 0) return ''
        return t(a === 1 ? 'found.passed' : 'found.averages')
      case 'groups_compared':
        return day ? t('found.compared', { day }) : t('found.neverCompared')
      case 'off_by_default':
        return day ? t('found.switched', { day, said }) : ''
      case 'scores_go':
      case 'decisions_go':
        return day ? t('found.oldest', { day, a }) : t('found.nothing', { a })
      default:
        return ''
    }
  }
}
