import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { id, text } from '@/app/search'
import { shellRoute } from '@/app/shell-route'

/** What is on screen of one import. */
export interface ImportSearch {
  /** Only problems of this kind. */
  problem?: string
}

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('./page'), 'ImportPage'),
})

const upload = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import/upload/$uploadId',
  params: {
    parse: ({ uploadId }) => ({ uploadId: id(uploadId) ?? 0 }),
    stringify: ({ uploadId }) => ({ uploadId: String(uploadId) }),
  },
  /** The import whose way of reading the file is taken over. */
  validateSearch: (search: Record<string, unknown>): { like?: number } => ({
    like: id(search.like),
  }),
  component: lazyRouteComponent(() => import('./upload-page'), 'UploadPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/import/$importId',
  params: {
    parse: ({ importId }) => ({ importId: id(importId) ?? 0 }),
    stringify: ({ importId }) => ({ importId: String(importId) }),
  },
  validateSearch: (search: Record<string, unknown>): ImportSearch => ({
    problem: text(search.problem),
  }),
  component: lazyRouteComponent(() => import('./import-page'), 'OneImportPage'),
})

export const routes = [list, upload, one] as const
