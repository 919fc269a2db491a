import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import { Status } from '@/parts/status'
import classes from './impact.module.css'
import type { Impact } from './queries'
import { useImpactStrings } from './strings'

/** What could go wrong for people, with everything that stands against it. */
export function RisksPanel({ impact }: { impact: Impact }) {
  const t = useImpactStrings()
  return (
    <Panel title={t('risks')}>
      <DataTable
        label={t('risks')}
        rows={impact.risks}
        rowKey={({ risk }) => risk}
        columns={[
          {
            key: 'risk',
            header: t('risk'),
            names: true,
            cell: ({ risk }) => <div className={classes.words}>{t(`riskNames.${risk}`)}</div>,
          },
          {
            key: 'now',
            header: t('answer'),
            cell: ({ open }) =>
              open.length === 0 ? (
                <Status standing="ok">{t('answered')}</Status>
              ) : (
                <Status standing="bad">{t('open', { count: open.length })}</Status>
              ),
          },
          {
            key: 'against',
            header: t('against'),
            cell: ({ measures, open }) =>
              measures.map((measure) => (
                <div key={measure} className={classes.words}>
                  {open.includes(measure) ? (
                    <b>{t(`measureNames.${measure}`)}</b>
                  ) : (
                    t(`measureNames.${measure}`)
                  )}
                </div>
              )),
          },
        ]}
      />
    </Panel>
  )
}
