import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { Panel } from '@/parts/panel'
import { viewsQuery } from './queries'
import { useWarningStrings } from './strings'
import { useMoment } from './words'

/** Who looked at whose score; asked again once the list was, which is a look itself. */
export function ViewsPanel({ after }: { after: number }) {
  const t = useWarningStrings()
  const moment = useMoment()
  const query = useQuery({ ...viewsQuery, queryKey: [...viewsQuery.queryKey, String(after)] })
  return (
    <Panel title={t('views')}>
      <Text c="dimmed" mb="sm">
        {t('viewsText')}
      </Text>
      <Loaded query={query}>
        {(list) =>
          list.length === 0 ? (
            <Text>{t('noViews')}</Text>
          ) : (
            <DataTable
              label={t('views')}
              rows={list.slice(0, 40)}
              rowKey={(view) => `${view.person.personId} ${view.at}`}
              columns={[
                { key: 'when', header: t('when'), cell: ({ at }) => moment(at) },
                { key: 'who', header: t('who'), names: true, cell: ({ by }) => by },
                { key: 'whom', header: t('whom'), cell: ({ person }) => person.name },
              ]}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}
