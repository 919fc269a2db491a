import { useSearch } from '@tanstack/react-router'
import { useList } from './resource'
import type { Site } from './types'
import { sites } from './workforce'

/**
 * The site that the address names (`?site=3`), or the first one while it names
 * none. Undefined until the sites are known, and where there is none.
 */
export function useSite(): Site | undefined {
  const { site } = useSearch({ strict: false })
  const { data } = useList(sites)
  return data?.find((one) => one.id === site) ?? data?.[0]
}
