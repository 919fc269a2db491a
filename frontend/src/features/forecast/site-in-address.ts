import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Puts the site of what is on screen into the address, so that the shell shows the same one. */
export function useSiteInAddress(site: number | undefined): void {
  const { site: named } = useSearch({ strict: false })
  const navigate = useNavigate()
  useEffect(() => {
    if (site === undefined || site === named) return
    void navigate({ to: '.', search: (old) => ({ ...old, site }), replace: true })
  }, [site, named, navigate])
}
