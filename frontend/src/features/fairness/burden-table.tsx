import type { FairnessBurden } from '@/api/types'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import type { Account } from './accounts'
import classes from './fairness.module.css'
import { useFairnessStrings } from './strings'

interface Props {
  people: readonly FairnessBurden[]
  account: Account
}

/** Everybody's total of one burden against their peers, with bars to compare by eye. */
export function BurdenTable({ people, account }: Props) {
  const t = useFairnessStrings()
  const columns = useColumns(people, account)
  return (
    <DataTable
      label={t('table', { account: t(`accounts.${account}`) })}
      columns={columns}
      rows={people}
      rowKey={({ personId }) => personId}
    />
  )
}

function useColumns(people: readonly FairnessBurden[], account: Account): Column<FairnessBurden>[] {
  const t = useFairnessStrings()
  const format = useFormat()
  const above = (one: FairnessBurden) => one.total[account] - one.expected[account]
  const widest = Math.max(...people.map((one) => Math.abs(above(one))), 1e-9)
  const figure = (value: number) => format.number(value, 1)
  return [
    {
      key: 'name',
      header: t('name'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name }) => name,
    },
    {
      key: 'total',
      header: t('total'),
      align: 'end',
      sortBy: ({ total }) => total[account],
      cell: (one) => (
        <span
          title={t('parts', {
            carried: figure(one.carried[account]),
            corrected: figure(one.corrected[account]),
            given: figure(one.given[account]),
          })}
        >
          {figure(one.total[account])}
        </span>
      ),
    },
    {
      key: 'expected',
      header: t('expected'),
      align: 'end',
      sortBy: ({ expected }) => expected[account],
      cell: ({ expected }) => figure(expected[account]),
    },
    {
      key: 'above',
      header: t('above'),
      sortBy: above,
      cell: (one) => {
        const gap = above(one)
        if (Math.abs(gap) < 0.05) return t('onAverage')
        return (
          <span className={classes.gap}>
            <span className={classes.scale} aria-hidden>
              <span
                data-above={gap > 0 || undefined}
                style={{ width: `${(50 * Math.abs(gap)) / widest}%` }}
              />
            </span>
            {format.signed(gap, 1)}
          </span>
        )
      },
    },
    {
      key: 'since',
      header: t('since'),
      sortBy: ({ since }) => since[account] ?? '',
      cell: ({ since }) => (since[account] ? format.day(since[account], 'full') : '–'),
    },
    {
      key: 'share',
      header: t('share'),
      align: 'end',
      sortBy: ({ share }) => share,
      cell: ({ share }) => format.percent(share),
    },
    {
      key: 'agreement',
      header: t('agreement'),
      sortBy: ({ agreementName }) => agreementName,
      cell: ({ agreementName }) => agreementName,
    },
  ]
}
