import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMay } from '@/api/session'
import { sitesQuery, useSite } from '@/api/sites'
import { useShellStrings } from '../strings'

/** Chooses the site of every screen. The choice is part of the address. */
export function SitePicker() {
  const t = useShellStrings()
  const allowed = useMay('workforce:read')
  const { data: sites } = useQuery({ ...sitesQuery, enabled: allowed })
  const site = useSite()
  const navigate = useNavigate()
  if (!allowed || !sites?.length) return null
  const choose = (id: number) =>
    navigate({ to: '.', search: (old) => ({ ...old, site: id }), replace: true })
  return (
    <NativeSelect
      aria-label={t('site.label')}
      size="xs"
      value={site?.id}
      onChange={(event) => void choose(Number(event.currentTarget.value))}
      data={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
    />
  )
}
