import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { addDays } from '@/features/forecast/days'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { forgetColumn } from '@/parts/forget-column'
import { Status } from '@/parts/status'
import { type Bid, type KeptDesign, useForgetBid, useForgetDesign } from './queries'
import { useBidStrings } from './strings'

export const STANDINGS = { upcoming: 'info', open: 'info', closed: 'warn', awarded: 'ok' } as const

/** The column by which one thing of a list is deleted. */
function useForgetColumn<R extends { id: number; name: string }>(
  forget: ReturnType<typeof useForgetBid | typeof useForgetDesign>,
  disabled: (row: R) => boolean,
): Column<R>[] {
  const t = useBidStrings()
  const may = useMay('rosters:manage')
  if (!may) return []
  const label = ({ name }: R) => t('forgetNamed', { name })
  return [forgetColumn({ header: t('forget'), label, disabled, forget })]
}

/** Bids as rows. */
export function BidsTable({ rows }: { rows: readonly Bid[] }) {
  const t = useBidStrings()
  const format = useFormat()
  const forget = useForgetColumn<Bid>(useForgetBid(), ({ state }) => state === 'awarded')
  const columns: Column<Bid>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <Anchor
          renderRoot={(props) => <Link to="/bids/$bidId" params={{ bidId: id }} {...props} />}
        >
          {name}
        </Anchor>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ state }) => <Status standing={STANDINGS[state]}>{t(`states.${state}`)}</Status>,
    },
    {
      key: 'period',
      header: t('period'),
      sortBy: ({ from }) => from,
      cell: ({ from, days }) => `${format.day(from)} – ${format.day(addDays(from, days - 1))}`,
    },
    { key: 'rule', header: t('rule'), cell: ({ rule }) => t(`rules.${rule}`) },
    { key: 'lines', header: t('lines'), align: 'end', cell: ({ lines }) => format.number(lines) },
    {
      key: 'closes',
      header: t('closes'),
      sortBy: ({ closesAt }) => closesAt,
      cell: ({ closesAt, zone }) => format.dateTime(closesAt, zone),
    },
    ...forget,
  ]
  return <DataTable label={t('bids')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}

interface DesignsProps {
  rows: readonly KeptDesign[]
  /** Offers the lines of a design; undefined for whom may not. */
  onOffer: ((id: number) => void) | undefined
}

/** Kept designs as rows. */
export function DesignsTable({ rows, onOffer }: DesignsProps) {
  const t = useBidStrings()
  const format = useFormat()
  const site = useSite()
  const forget = useForgetColumn<KeptDesign>(useForgetDesign(), ({ done }) => !done)
  const columns: Column<KeptDesign>[] = [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ id, name }) => (
        <Anchor
          renderRoot={(props) => (
            <Link to="/bids/designs/$designId" params={{ designId: id }} {...props} />
          )}
        >
          {name}
        </Anchor>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      cell: ({ done }) => (
        <Status standing={done ? 'ok' : 'info'}>{t(done ? 'found' : 'searching')}</Status>
      ),
    },
    {
      key: 'made',
      header: t('made'),
      sortBy: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => format.dateTime(createdAt, site?.zone ?? 'UTC'),
    },
    {
      key: 'offer',
      header: t('lines'),
      cell: ({ id, done }) =>
        onOffer && (
          <Button size="xs" variant="default" disabled={!done} onClick={() => onOffer(id)}>
            {t('offerLines')}
          </Button>
        ),
    },
    ...forget,
  ]
  return <DataTable label={t('designs')} columns={columns} rows={rows} rowKey={({ id }) => id} />
}
