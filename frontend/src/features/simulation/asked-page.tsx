import { Button, Text } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import { Plus } from '@/design/icons'
import { Empty } from '@/parts/empty'
import { Loaded } from '@/parts/loaded'
import { Page } from '@/parts/page'

interface Props<R> {
  words: (key: 'title' | 'text' | 'new' | 'emptyTitle' | 'emptyText' | 'toStaffing') => string
  icon: ComponentType<{ size?: number; 'aria-hidden'?: boolean }>
  query: UseQueryResult<R[]>
  /** Whether a row belongs to the site. */
  here: (row: R) => boolean
  table: (rows: readonly R[]) => ReactNode
  /** Opens the drawer that asks; undefined for whom may not. */
  onNew: (() => void) | undefined
  /** That drawer. */
  children: ReactNode
}

/** What was asked about requirements, newest first; where there is nothing yet, the way to them. */
export function AskedPage<R>({ words, icon, query, here, table, onNew, children }: Props<R>) {
  const order = onNew && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={onNew}>
      {words('new')}
    </Button>
  )
  const toStaffing = (
    <Button variant="default" renderRoot={(props) => <Link to="/staffing" {...props} />}>
      {words('toStaffing')}
    </Button>
  )
  return (
    <Page title={words('title')} actions={order}>
      <Text c="dimmed" maw={820} mb="md">
        {words('text')}
      </Text>
      <Loaded query={query}>
        {(all) => {
          const rows = all.filter(here)
          if (rows.length > 0) return table(rows)
          return (
            <Empty
              icon={icon}
              title={words('emptyTitle')}
              text={words('emptyText')}
              action={toStaffing}
            />
          )
        }}
      </Loaded>
      {children}
    </Page>
  )
}
