import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/**
 * Puts the site of what is on screen into the address, so that the shell shows
 * the same one. Once for each: a site chosen afterwards is not taken back.
 */
export function useSiteInAddress(site: number | undefined): void {
  const { site: named } = useSearch({ strict: false })
  const navigate = useNavigate()
  const put = useRef<number>(undefined)
  useEffect(() => {
    if (site === undefined || put.current === site) return
    put.current = site
    if (site === named) return
    void navigate({ to: '.', search: (old) => ({ ...old, site }), replace: true })
  }, [site, named, navigate])
}
