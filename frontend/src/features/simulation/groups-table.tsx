import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { count, share } from './estimate'
import type { SimulatedGroup } from './queries'
import { useSimulationStrings } from './strings'

/** What each group of agents did, and for which queues. */
export function GroupsTable({ groups }: { groups: readonly SimulatedGroup[] }) {
  const t = useSimulationStrings()
  const format = useFormat()
  const columns: Column<SimulatedGroup>[] = [
    { key: 'group', header: t('groups.group'), names: true, cell: ({ name }) => name },
    {
      key: 'staffed',
      header: t('groups.staffed'),
      align: 'end',
      cell: ({ staffedHours }) => count(format, staffedHours),
    },
    {
      key: 'busy',
      header: t('groups.busy'),
      align: 'end',
      cell: ({ busyHours }) => count(format, busyHours),
    },
    {
      key: 'occupancy',
      header: t('groups.occupancy'),
      align: 'end',
      cell: ({ occupancy }) => share(format, occupancy),
    },
    {
      key: 'did',
      header: t('groups.did'),
      cell: ({ skills }) =>
        skills
          .map(({ queue, contacts }) => `${queue} ${format.number(contacts.mean ?? 0)}`)
          .join(', '),
    },
  ]
  return (
    <DataTable
      label={t('groups.label')}
      columns={columns}
      rows={groups}
      rowKey={({ name }) => name}
    />
  )
}
