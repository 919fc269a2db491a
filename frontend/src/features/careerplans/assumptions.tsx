import { Badge, Text } from '@mantine/core'
import { useNamed } from '@/features/careers/words'
import { useFormat } from '@/format'
import { DataTable } from '@/parts/data-table'
import { Panel } from '@/parts/panel'
import classes from './careerplans.module.css'
import type { Assumption, Course } from './queries'
import { usePlanStrings } from './strings'
import { en } from './strings.en'

type Key = keyof typeof en.keys
type Sourced = keyof typeof en.sources

interface Props {
  list: readonly Assumption[]
  course: Course | undefined
}

/** What a scenario rests on: each number with its range, its evidence and its source. */
export function Assumptions({ list, course }: Props) {
  const t = usePlanStrings()
  const format = useFormat()
  const named = useNamed()
  const words = useAssumptionName()
  const source = useSource()
  const about = ({ key, where }: Assumption) => {
    const rung = course?.rungs.find(({ code }) => code === where)
    const name = rung ? named(rung.name) : where
    return name ? `${words(key)} – ${name}` : words(key)
  }
  const span = ({ value, low, high }: Assumption) =>
    low === 0 && high === 0
      ? format.number(value, 3)
      : `${format.number(value, 3)} (${t('range', { low: format.number(low, 2), high: format.number(high, 2) })})`
  return (
    <Panel title={t('assumptions')}>
      <DataTable
        label={t('assumptions')}
        rows={list}
        rowKey={({ key, where }) => `${key} ${where ?? ''}`}
        columns={[
          { key: 'what', header: t('assumption'), names: true, cell: about },
          { key: 'value', header: t('value'), align: 'end', cell: span },
          {
            key: 'grade',
            header: t('grade'),
            cell: (a) => (
              <Badge variant="default" tt="none" miw="max-content">
                {a.own ? t('ownNumber') : `${a.grade ?? ''}${a.weak ? ` · ${t('weak')}` : ''}`}
              </Badge>
            ),
          },
          {
            key: 'source',
            header: t('source'),
            cell: (a) => <span className={classes.source}>{source(a)}</span>,
          },
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm">
        {t('gradesHow')}
      </Text>
    </Panel>
  )
}

/** What an assumption is called. */
export function useAssumptionName(): (key: string) => string {
  const t = usePlanStrings()
  return (key) => {
    const known = (Object.keys(en.keys) as Key[]).find((one) => one === key)
    return known ? t(`keys.${known}`) : key
  }
}

/** Where a number comes from; a run kept before sources had kinds says it as it was written. */
export function useSource(): (assumption: Assumption) => string {
  const t = usePlanStrings()
  const format = useFormat()
  return ({ basis, key, known, source }) => {
    if (!basis) return source
    if (basis !== 'documented') return t(`bases.${basis}`, { count: format.number(known ?? 0, 0) })
    const documented = (Object.keys(en.sources) as Sourced[]).find((one) => one === key)
    return documented ? t(`sources.${documented}`) : source
  }
}
