import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useFormat } from '@/format'
import { type NetReport, netStaffingsQuery } from './queries'
import { useNetStrings } from './strings'

/** Leads to the comparison with another answer of the site; nothing while there is none. */
export function CompareChoice({ report }: { report: NetReport }) {
  const t = useNetStrings()
  const format = useFormat()
  const navigate = useNavigate()
  const { data = [] } = useQuery(netStaffingsQuery)
  const others = data.filter(
    ({ id, siteId, state }) => id !== report.id && siteId === report.siteId && state === 'done',
  )
  if (others.length === 0) return null
  return (
    <Select
      aria-label={t('compare.choose')}
      placeholder={t('compare.choose')}
      w={200}
      value={null}
      comboboxProps={{ width: 380, position: 'bottom-end' }}
      data={others.map(({ id, order, from, createdAt, zone }) => ({
        value: String(id),
        label: `${id} · ${t(`modes.${order.mode}`)} · ${format.day(from)} · ${format.dateTime(createdAt, zone)}`,
      }))}
      onChange={(id) =>
        id &&
        void navigate({
          to: '/net-staffing/$netId/compare/$otherId',
          params: { netId: report.id, otherId: Number(id) },
        })
      }
    />
  )
}
