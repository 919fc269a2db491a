let leaving = false

/**
 * Loads the sign-in page afresh, so that nothing the last person saw stays in
 * memory. Says why when the session ended by itself, and leads back afterwards.
 */
export function leave(reason: 'signedOut' | 'ended'): void {
  if (leaving) return
  leaving = true
  const next = location.pathname + location.search
  const query = new URLSearchParams({ next, ended: 'true' })
  location.assign(reason === 'ended' ? `/sign-in?${query}` : '/sign-in')
}
