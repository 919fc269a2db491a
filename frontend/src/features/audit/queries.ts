import { infiniteQueryOptions } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { instantOf } from '@/features/forecast/instants'
import type { AuditSearch } from './route'

const PAGE = 50

/** The lines that the address asks for, a page at a time; its days are those of a zone. */
export function auditQuery({ by, about, from, to }: AuditSearch, zone: string) {
  const asked = {
    userId: by,
    subject: about,
    from: from && instantOf({ day: from, clock: '00:00' }, zone),
    until: to && instantOf({ day: to, clock: '24:00' }, zone),
  }
  return infiniteQueryOptions({
    queryKey: ['audit', asked],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked, cursor: pageParam, limit: PAGE }
      return body(await api.GET('/audit', { params: { query }, signal }))
    },
    getNextPageParam: (last) => last.nextCursor || undefined,
  })
}
