import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ladderQuery, laddersQuery } from '@/features/careers/queries'
import { useNamed } from '@/features/careers/words'
import type { RequisitionFields } from './queries'
import { useRequisitionStrings } from './strings'

interface Props {
  fields: RequisitionFields
  onChange: (some: Pick<RequisitionFields, 'ladder' | 'rung'>) => void
}

/** The rung on which whoever is hired begins, of the ladder in force; none may be chosen. */
export function RungField({ fields, onChange }: Props) {
  const t = useRequisitionStrings()
  const named = useNamed()
  const { data: ladders = [] } = useQuery(laddersQuery)
  const inForce = ladders.filter(({ state }) => state === 'published')
  const chosen = inForce.find(({ code }) => code === fields.ladder) ?? inForce[0]
  const { data } = useQuery({ ...ladderQuery(chosen?.id ?? 0), enabled: chosen !== undefined })
  if (!chosen) return null
  return (
    <Select
      label={t('rung')}
      description={t('rungHow')}
      clearable
      placeholder={t('noRung')}
      value={fields.rung || null}
      data={(data?.rungs ?? []).map(({ code, name }) => ({ value: code, label: named(name) }))}
      onChange={(rung) => onChange(rung ? { ladder: chosen.code, rung } : { ladder: '', rung: '' })}
    />
  )
}
