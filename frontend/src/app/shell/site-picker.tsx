import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { listQuery } from '@/api/resource'
import { useMay } from '@/api/session'
import { useSite } from '@/api/sites'
import { sites } from '@/api/workforce'
import { useShellStrings } from '../strings'

/** Chooses the site of every screen. The choice is part of the address. */
export function SitePicker() {
  const t = useShellStrings()
  const allowed = useMay('workforce:read')
  const { data } = useQuery({ ...listQuery(sites), enabled: allowed })
  const site = useSite()
  const navigate = useNavigate()
  if (!allowed || !data?.length) return null
  const choose = (id: number) =>
    navigate({ to: '.', search: (old) => ({ ...old, site: id }), replace: true })
  return (
    <NativeSelect
      aria-label={t('site.label')}
      size="xs"
      value={site?.id}
      onChange={(event) => void choose(Number(event.currentTarget.value))}
      data={data.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  )
}
