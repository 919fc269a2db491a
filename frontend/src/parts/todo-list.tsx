import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from './panel'
import classes from './todo-list.module.css'

interface Props {
  title: string
  /** What is said where nothing waits. */
  nothing: string
  /** A line, an li, for everything that waits. */
  children: readonly ReactNode[]
}

/** A card with a line for everything that waits, or the word that nothing does. */
export function TodoList({ title, nothing, children }: Props) {
  return (
    <Panel title={title}>
      {children.length === 0 ? (
        <Text c="dimmed">{nothing}</Text>
      ) : (
        <ul className={classes.list}>{children}</ul>
      )}
    </Panel>
  )
}
