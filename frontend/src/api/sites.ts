import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { listQuery } from './resource'
import { useMay } from './session'
import type { Site } from './types'
import { sites } from './workforce'

/**
 * The site that the address names (`?site=3`), or the first one while it names
 * none. Undefined until the sites are known, and where the caller sees none.
 */
export function useSite(): Site | undefined {
  const { site } = useSearch({ strict: false })
  const allowed = useMay('workforce:read')
  const { data } = useQuery({ ...listQuery(sites), enabled: allowed })
  return data?.find((one) => one.id === site) ?? data?.[0]
}
