import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { outlookQuery, type SlotChances } from '@/api/crowd'
import { useFormat } from '@/format'
import { type Column, DataTable } from '@/parts/data-table'
import { Loaded } from '@/parts/loaded'
import { useCrowdStrings } from './strings'

interface Props {
  programme: number
  queue: number
  need: number
}

const BESIDE = 3

/** What it means to give some number of places: too few, too many, by the chances of the members. */
export function Outlook({ programme, queue, need }: Props) {
  const t = useCrowdStrings()
  const format = useFormat()
  const query = useQuery({ ...outlookQuery(programme, queue, need), enabled: need >= 1 })
  const columns = useChanceColumns<SlotChances>(({ held }) => format.number(held))
  return (
    <section aria-label={t('book.outlook')}>
      <Text fw={600}>{t('book.outlook')}</Text>
      <Loaded query={query}>
        {({ candidates, chance, best, stakeFew, stakeMany, places }) =>
          candidates === 0 ? (
            <Text>{t('book.nobodyAble')}</Text>
          ) : (
            <>
              <Text mb="xs">
                {t('book.outlookText', {
                  candidates,
                  chance: format.percent(chance, 0),
                  best,
                  few: format.number(stakeFew, 1),
                  many: format.number(stakeMany, 1),
                })}
              </Text>
              <DataTable
                label={t('book.outlook')}
                columns={columns}
                rows={places.filter(({ held }) => held > 0 && Math.abs(held - best) <= BESIDE)}
                rowKey={({ held }) => held}
              />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

/** The columns of chances, after one that says of what. */
export function useChanceColumns<R extends Pick<SlotChances, 'few' | 'many' | 'expected'>>(
  first: (row: R) => string,
): Column<R>[] {
  const t = useCrowdStrings()
  const format = useFormat()
  return [
    { key: 'places', header: t('book.places'), names: true, cell: first },
    {
      key: 'few',
      header: t('book.few'),
      align: 'end',
      cell: ({ few }) => format.percent(few, 0),
    },
    {
      key: 'many',
      header: t('book.many'),
      align: 'end',
      cell: ({ many }) => format.percent(many, 0),
    },
    {
      key: 'expected',
      header: t('book.expected'),
      align: 'end',
      cell: ({ expected }) => format.number(expected, 1),
    },
  ]
}
