import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { QueueImport, QueueQuality } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import classes from './quality.module.css'
import { useQualityStrings } from './strings'

/** The imports that the days come from, with totals to hold against the source's own reports. */
export function ImportsPanel({ quality }: { quality: QueueQuality }) {
  const t = useQualityStrings()
  const columns = useColumns(quality.zone)
  return (
    <Panel title={t('imports.title')}>
      <p className={classes.note}>
        {quality.imports.length === 0 ? t('imports.none') : t('imports.text')}
      </p>
      {quality.imports.length > 0 && (
        <DataTable
          label={t('imports.label')}
          columns={columns}
          rows={quality.imports}
          rowKey={({ id }) => id}
        />
      )}
    </Panel>
  )
}

function useColumns(zone: string): Column<QueueImport>[] {
  const t = useQualityStrings()
  const format = useFormat()
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value))
  return [
    {
      key: 'file',
      header: t('imports.file'),
      names: true,
      sortBy: ({ id }) => id,
      cell: ({ id, fileName }) =>
        fileName ? (
          <Anchor
            renderRoot={(props) => (
              <Link to="/import/$importId" params={{ importId: id }} {...props} />
            )}
          >
            {fileName}
          </Anchor>
        ) : (
          t('imports.others', { id })
        ),
    },
    {
      key: 'when',
      header: t('imports.when'),
      sortBy: ({ finishedAt }) => finishedAt ?? '',
      cell: ({ finishedAt }) => (finishedAt ? format.dateTime(finishedAt, zone) : '–'),
    },
    {
      key: 'intervals',
      header: t('imports.intervals'),
      align: 'end',
      cell: ({ intervals }) => format.number(intervals),
      sortBy: ({ intervals }) => intervals,
    },
    {
      key: 'offered',
      header: t('imports.offered'),
      align: 'end',
      cell: ({ offered }) => format.number(offered),
      sortBy: ({ offered }) => offered,
    },
    {
      key: 'whole',
      header: t('imports.whole'),
      align: 'end',
      cell: ({ reconciliation }) => number(reconciliation?.offered),
    },
    {
      key: 'difference',
      header: t('imports.difference'),
      align: 'end',
      cell: ({ reconciliation: found }) =>
        // where no interval gives all that the comparison needs, nothing is known
        found && found.compared > 0 ? format.number(found.difference) : '–',
    },
    {
      key: 'duplicates',
      header: t('imports.duplicates'),
      align: 'end',
      cell: ({ reconciliation }) => number(reconciliation?.duplicates),
    },
  ]
}
