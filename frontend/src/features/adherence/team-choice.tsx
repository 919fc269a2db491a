import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { listQuery } from '@/api/resource'
import { teams } from '@/api/workforce'
import { optionsOf } from '@/parts/inputs/choices'
import { useAdherenceStrings } from './strings'

interface Props {
  site: number
  team?: number
  onChoose: (team?: number) => void
}

/** Narrows the site to one of its teams. */
export function TeamChoice({ site, team, onChoose }: Props) {
  const t = useAdherenceStrings()
  const { data = [] } = useQuery(listQuery(teams))
  const own = data.filter(({ siteId }) => siteId === site)
  return (
    <Select
      label={t('team')}
      placeholder={t('allTeams')}
      w={200}
      clearable
      searchable
      data={optionsOf(own)}
      value={team ? String(team) : null}
      onChange={(value) => onChoose(value ? Number(value) : undefined)}
    />
  )
}
