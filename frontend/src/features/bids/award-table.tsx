import { Tooltip } from '@mantine/core'
import { useRuleWords } from '@/features/roster/rule-words'
import { useFormat } from '@/format'
import { colon } from '@/i18n/colon'
import { type Column, DataTable } from '@/parts/data-table'
import type { Bidder } from './queries'
import { useBidStrings } from './strings'

/** Who gets which line, the how manieth choice it was, and who has what they would have preferred. */
export function AwardTable({ people }: { people: readonly Bidder[] }) {
  const t = useBidStrings()
  const format = useFormat()
  const ruleWord = useRuleWords()
  const names = new Map(people.map(({ personId, name }) => [personId, name]))
  const missed = ({ missed: list }: Bidder) =>
    list
      .map(({ line, personId }) =>
        personId
          ? t('missedTo', { line, name: names.get(personId) ?? '' })
          : t('missedRule', { line }),
      )
      .join('; ')
  const rulesOf = ({ barred }: Bidder) =>
    [...new Set(barred.flatMap(({ rules }) => rules))].map(ruleWord).join(', ')
  const columns: Column<Bidder>[] = [
    {
      key: 'name',
      header: t('person'),
      names: true,
      sortBy: ({ name }) => name,
      cell: ({ name, code }) => `${name} (${code})`,
    },
    {
      key: 'since',
      header: t('since'),
      sortBy: ({ hiredOn }) => hiredOn ?? '',
      cell: ({ hiredOn }) => (hiredOn ? format.day(hiredOn, 'full') : '–'),
    },
    {
      key: 'choices',
      header: t('choices'),
      align: 'end',
      sortBy: ({ choices }) => choices.length,
      cell: ({ choices }) => format.number(choices.length),
    },
    {
      key: 'line',
      header: t('gets'),
      align: 'end',
      sortBy: ({ line }) => line ?? 0,
      cell: ({ line }) => line ?? t('noLine'),
    },
    {
      key: 'rank',
      header: t('rank'),
      sortBy: ({ rank }) => rank ?? 9999,
      cell: ({ line, rank }) => (line ? (rank ?? t('notChosen')) : ''),
    },
    { key: 'missed', header: t('missed'), cell: missed },
    {
      key: 'barred',
      header: t('barred'),
      align: 'end',
      sortBy: ({ barred }) => barred.length,
      cell: (row) =>
        row.barred.length === 0 ? (
          '0'
        ) : (
          <Tooltip label={t('barredText', { rules: rulesOf(row) })}>
            <span>
              {row.barred.length}
              {colon()}
              {rulesOf(row)}
            </span>
          </Tooltip>
        ),
    },
  ]
  return (
    <DataTable
      label={t('preview')}
      columns={columns}
      rows={people}
      rowKey={({ personId }) => personId}
    />
  )
}
